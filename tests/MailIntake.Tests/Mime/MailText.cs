using System.Text;
using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

/// <summary>Mails written in tests: lines as in the source, characters as bytes (latin1), so that "\u00e9" is one
/// byte.</summary>
internal static class MailText
{
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static Email Parse(string text, EmailLimits? limits = null) => Email.Parse(Bytes(text), limits);

    public static Email ParseUtf8(string text) => Email.Parse(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));

    public static string[] WarningCodes(this Email email) => [.. email.Warnings.Select(w => w.Code)];
}
