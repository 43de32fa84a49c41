using System.Globalization;

namespace MailIntake.Mail.Mime;

/// <summary>The small numbers that nearly all parts have, as strings made once.</summary>
internal static class PartNumbers
{
    private static readonly string[] Small =
        [.. Enumerable.Range(0, 33).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    public static string Of(int index) =>
        index < Small.Length ? Small[index] : index.ToString(CultureInfo.InvariantCulture);
}
