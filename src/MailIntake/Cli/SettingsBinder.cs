using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace MailIntake.Cli;

/// <summary>
/// Puts values given as text into the settings. Each fault is one line: the key, what was given (never a secret), and
/// what is expected.
/// </summary>
internal static class SettingsBinder
{
    private static readonly string[] Secrets = ["Password", "Secret", "Key", "ConnectionString"];

    /// <summary>All keys, as <c>Inbox:OAuth:Tenant</c>, with the property each stands for.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo[]> Keys { get; } =
        KeysOf(typeof(IntakeSettings), []).ToDictionary(
            path => string.Join(':', path.Select(p => p.Name)),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Sets one key; null where it went well, else what is wrong.</summary>
    public static string? Set(IntakeSettings settings, string key, string text)
    {
        var path = Keys[key];
        var property = path[^1];
        var name = string.Join(':', path.Select(p => p.Name));
        var shown = Secrets.Any(s => property.Name.EndsWith(s, StringComparison.Ordinal)) ? "a value" : $"\"{text}\"";
        object target = settings;
        foreach (var section in path.SkipLast(1))
        {
            target = section.GetValue(target)!;
        }

        if (!TryConvert(property.PropertyType, text, out var value))
        {
            return $"{name}: got {shown}, expected {Expected(property)}";
        }

        if (property.GetCustomAttribute<RangeAttribute>() is { } range && value is not null && !range.IsValid(value))
        {
            return $"{name}: got {shown}, expected {Expected(property)}";
        }

        property.SetValue(target, value);
        return null;
    }

    /// <summary>The key most like one that does not exist.</summary>
    public static string Nearest(string key) => Keys.Keys.MinBy(k => Distance(k.ToUpperInvariant(), key.ToUpperInvariant()))!;

    private static IEnumerable<PropertyInfo[]> KeysOf(Type type, PropertyInfo[] before)
    {
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
        {
            PropertyInfo[] path = [.. before, property];
            if (property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal))
            {
                foreach (var inner in KeysOf(property.PropertyType, path))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return path;
            }
        }
    }

    private static bool TryConvert(Type declared, string text, out object? value)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        value = null;
        if (type == typeof(string))
        {
            value = text;
            return true;
        }

        if (text.Length == 0 && type != declared)
        {
            return true;
        }

        if (type.IsEnum)
        {
            var name = Enum.GetNames(type).FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
            value = name is null ? null : Enum.Parse(type, name);
        }
        else if (type == typeof(bool))
        {
            value = bool.TryParse(text, out var flag) ? flag : null;
        }
        else if (type == typeof(int))
        {
            value = int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (type == typeof(TimeSpan))
        {
            // A bare number is days to .NET: "30" as a poll interval would be a month.
            value = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero
                && (span == TimeSpan.Zero || text.Contains(':', StringComparison.Ordinal)) ? span : null;
        }
        else if (type == typeof(ByteSize))
        {
            value = ByteSize.TryParse(text, out var size) ? size : null;
        }
        else if (type == typeof(IReadOnlyList<string>))
        {
            value = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        else if (type == typeof(IReadOnlyList<int>))
        {
            var pieces = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            value = pieces.All(p => int.TryParse(p, CultureInfo.InvariantCulture, out var n) && n > 0)
                ? pieces.Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray()
                : null;
        }

        return value is not null;
    }

    private static string Expected(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            return $"a number from {range.Minimum} to {range.Maximum}";
        }

        return type.IsEnum ? string.Join(" or ", Enum.GetNames(type))
            : type == typeof(bool) ? "true or false"
            : type == typeof(int) ? "a whole number"
            : type == typeof(TimeSpan) ? "a time span as 00:01:00 or 7.00:00:00 (days.hours:minutes:seconds)"
            : type == typeof(ByteSize) ? "a size as 35 MB"
            : type == typeof(IReadOnlyList<int>) ? "numbers above 0 separated by commas"
            : "text";
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
