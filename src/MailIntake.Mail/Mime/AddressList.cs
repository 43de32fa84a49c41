namespace MailIntake.Mail.Mime;

/// <summary>
/// Lists of mailboxes (RFC 5322 section 3.4) as people and programs write them: groups, comments, routes, ";" between
/// mailboxes, "Doe, John &lt;a@b&gt;" without quotes, brackets that do not close, <c>a@b&lt;mailto:a@b&gt;</c>, names
/// alone. One pass; no text is looked at more than a fixed number of times.
/// </summary>
public static class AddressList
{
    private const int MostJoined = 4;

    private static readonly string[] NameSuffixes =
        ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d.", "mba", "esq", "esq."];

    /// <param name="text">A list as it stands in a header's decoded value, or in a forward's header block.</param>
    /// <param name="limit">Mailboxes after so many are left out.</param>
    public static IReadOnlyList<MailboxAddress> Parse(string? text, int limit = 20_000) =>
        string.IsNullOrWhiteSpace(text) ? [] : Parse(text, [], limit, out _);

    /// <param name="text">The decoded value.</param>
    /// <param name="literal">Stretches that were encoded words: no grammar in them.</param>
    /// <param name="limit">Mailboxes after so many are left out.</param>
    /// <param name="isCut">Some were.</param>
    internal static IReadOnlyList<MailboxAddress> Parse(
        string text, ReadOnlySpan<TextRun> literal, int limit, out bool isCut)
    {
        var segments = new AddressScanner(text, literal, limit + 1).Scan();
        JoinNames(segments);
        var addresses = new List<MailboxAddress>(Math.Min(segments.Count, Math.Max(0, limit)));
        foreach (var segment in segments)
        {
            if (addresses.Count < limit && segment.ToMailbox() is { } mailbox)
            {
                addresses.Add(mailbox);
            }
        }

        isCut = segments.Count > limit;
        return addresses;
    }

    /// <summary>"Doe, John &lt;a@b&gt;" came as two pieces; they are one mailbox where the first looks like half a
    /// name. In a list with ";" between its mailboxes a comma is always part of a name.</summary>
    private static void JoinNames(List<AddressSegment> segments)
    {
        var hasSemicolons = segments.Exists(s => s.Terminator == ';' && !s.IsInGroup);
        var kept = 0;
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            var previous = kept > 0 ? segments[kept - 1] : null;
            if (previous is { Terminator: ',', HasAddress: false, IsQuoted: false, JoinedCount: < MostJoined }
                && previous.IsInGroup == segment.IsInGroup
                && (hasSemicolons || IsHalfName(previous, segment)))
            {
                segments[kept - 1] = previous.JoinedWith(segment);
                if (IsSuffix(segment.Phrase))
                {
                    // "Doe, John, Jr." came as three.
                    segments[i--] = segments[--kept];
                }

                continue;
            }

            segments[kept++] = segment;
        }

        segments.RemoveRange(kept, segments.Count - kept);
    }

    private static bool IsSuffix(string phrase) => NameSuffixes.Contains(phrase, StringComparer.OrdinalIgnoreCase);

    private static bool IsHalfName(AddressSegment first, AddressSegment second)
    {
        if (first.Phrase.Length == 0 || first.Phrase.Length > 60)
        {
            return false;
        }

        if (!second.HasAddress)
        {
            return IsSuffix(second.Phrase);
        }

        if (second.IsQuoted || second.Bracket is null || second.Phrase.Length == 0)
        {
            return false;
        }

        // A lone surname; or given names alone after a surname of several words; or a name that the address repeats.
        return !first.Phrase.Contains(' ', StringComparison.Ordinal)
            || !second.Phrase.Contains(' ', StringComparison.Ordinal)
            || first.Phrase.Split(' ').Any(word => word.Length > 2
                && second.Bracket.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
