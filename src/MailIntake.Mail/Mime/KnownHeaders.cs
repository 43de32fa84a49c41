using System.Collections.Frozen;
using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Names of fields that mail is full of, so that each is one string in memory, however many mails are read.
/// They also tell a torn header block from a body without its blank line.</summary>
internal static class KnownHeaders
{
    private const int LongestName = 32;

    private static readonly FrozenSet<string> Names = new[]
    {
        "Received",
        "Return-Path",
        "Delivered-To",
        "X-Original-To",
        "Envelope-To",
        "Authentication-Results",
        "ARC-Seal",
        "ARC-Message-Signature",
        "ARC-Authentication-Results",
        "Received-SPF",
        "DKIM-Signature",
        "Date",
        "From",
        "Sender",
        "Reply-To",
        "To",
        "Cc",
        "Bcc",
        "Subject",
        "Message-ID",
        "Message-Id",
        "In-Reply-To",
        "References",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Content-Disposition",
        "Content-ID",
        "Content-Id",
        "Content-Description",
        "Content-Language",
        "Content-Location",
        "Content-Length",
        "Content-MD5",
        "Lines",
        "Status",
        "X-Status",
        "X-UID",
        "X-Keywords",
        "Auto-Submitted",
        "Precedence",
        "List-Id",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "List-Post",
        "List-Help",
        "List-Archive",
        "List-Owner",
        "List-Subscribe",
        "Mailing-List",
        "X-Mailer",
        "User-Agent",
        "X-Priority",
        "X-MSMail-Priority",
        "Importance",
        "Priority",
        "Sensitivity",
        "Organization",
        "Thread-Topic",
        "Thread-Index",
        "Accept-Language",
        "X-MS-Has-Attach",
        "X-MS-TNEF-Correlator",
        "X-Auto-Response-Suppress",
        "X-Spam-Status",
        "X-Spam-Score",
        "X-Spam-Level",
        "X-Spam-Flag",
        "X-Virus-Scanned",
        "X-Gm-Message-State",
        "X-Google-Smtp-Source",
        "X-Google-DKIM-Signature",
        "X-Received",
        "X-Originating-IP",
        "X-Attachment-Id",
        "X-MIMEOLE",
        "Disposition-Notification-To",
        "Return-Receipt-To",
        "Resent-From",
        "Resent-To",
        "Resent-Date",
        "Resent-Message-ID",
        "Keywords",
        "Comments",
        "Errors-To",
        "X-Loop",
        "Feedback-ID",
        "Mail-Followup-To",
        "X-Forwarded-To",
        "X-Forwarded-For",
        "Reporting-MTA",
        "Final-Recipient",
        "Original-Recipient",
        "Action",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> AnyCase = Names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Spelled =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Loose =
        AnyCase.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name as written, shared where it is a known one.</summary>
    public static string Name(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestName)
        {
            return Encoding.Latin1.GetString(name);
        }

        Span<char> chars = stackalloc char[LongestName];
        chars = chars[..Encoding.Latin1.GetChars(name, chars)];
        return Spelled.TryGetValue(chars, out var known) ? known : chars.ToString();
    }

    public static bool IsKnown(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestName)
        {
            return false;
        }

        Span<char> chars = stackalloc char[LongestName];
        chars = chars[..Encoding.Latin1.GetChars(name, chars)];
        return Loose.Contains(chars);
    }
}
