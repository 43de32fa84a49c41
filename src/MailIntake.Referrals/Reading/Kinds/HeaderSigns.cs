using System.Collections.Frozen;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// What the header fields say of the kind, by headers.tsv, in one pass over them. Each sign is the name of the field
/// that gives it, or null. X-Auto-Response-Suppress, which Exchange puts on people's mail too, only tells of a program.
/// </summary>
internal sealed class HeaderSigns
{
    private const string Anything = "+";
    private const string AnythingSaid = "*";

    private static readonly FrozenDictionary<string, (string Role, string[] Values)[]> Fields =
        WordTable.Rows("Kinds.headers.tsv").GroupBy(r => r[1], StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => g.Select(r => (r[0], r[2].Split('|'))).ToArray(),
                StringComparer.OrdinalIgnoreCase);

    private HeaderSigns()
    {
    }

    public string? Report { get; private set; }

    public string? Answer { get; private set; }

    public string? Program { get; private set; }

    public string? Bulk { get; private set; }

    /// <summary>Only a bulk tool's way out (List-Unsubscribe), which sequence tools put on single letters
    /// too.</summary>
    public string? Tool { get; private set; }

    /// <summary>"Auto-Submitted: no".</summary>
    public bool IsHuman { get; private set; }

    /// <summary>Auto-Submitted says something other than "no".</summary>
    public bool IsAutoSubmitted => !IsHuman && Program == "Auto-Submitted";

    public bool HasNullReturnPath { get; private set; }

    public static HeaderSigns Of(Email email)
    {
        var signs = new HeaderSigns();
        foreach (var field in email.Headers)
        {
            if (Fields.TryGetValue(field.Name, out var rows))
            {
                signs.Read(field, rows);
            }
            else if (field.Name.EndsWith("Return-Path", StringComparison.OrdinalIgnoreCase))
            {
                signs.HasNullReturnPath |= field.Value.AsSpan().Trim() is "<>" or "";
            }
        }

        return signs;
    }

    private void Read(Mail.Mime.HeaderField field, (string Role, string[] Values)[] rows)
    {
        var value = field.Value.Trim().ToLowerInvariant();
        foreach (var (role, values) in rows)
        {
            if (!Array.Exists(values, v => Says(value, v)))
            {
                continue;
            }

            switch (role)
            {
                case "report":
                    Report ??= field.Name;
                    break;
                case "answer":
                    Answer ??= field.Name;
                    break;
                case "program":
                    // Auto-Submitted says most.
                    Program = Program is null || rows[0].Role == "report" ? field.Name : Program;
                    break;
                case "bulk":
                    Bulk ??= field.Name;
                    break;
                case "tool":
                    Tool ??= field.Name;
                    break;
                default:
                    IsHuman = true;
                    break;
            }
        }
    }

    private static bool Says(string value, string wanted) => wanted switch
    {
        Anything => true,
        AnythingSaid => value is not ("" or "no" or "none" or "false"),
        _ when wanted.EndsWith('$') => value.AsSpan().SequenceEqual(wanted.AsSpan(..^1)),
        _ => value.StartsWith(wanted, StringComparison.Ordinal),
    };
}
