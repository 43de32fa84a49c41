namespace MailIntake.Referrals.Reading.Words;

internal enum SubjectPrefix
{
    None,
    Forward,
    Reply,

    /// <summary>"VS:" is a forward in Danish and a reply in Finnish.</summary>
    Either,
}

/// <summary>The prefixes that clients put before a subject ("WG:", "RE:"), by subjects.tsv.</summary>
internal static class SubjectPrefixes
{
    private static readonly WordSet Forwards = WordSet.Of("Words.subjects.tsv", "fwd");
    private static readonly WordSet Replies = WordSet.Of("Words.subjects.tsv", "re");
    private static readonly WordSet Eithers = WordSet.Of("Words.subjects.tsv", "either");

    /// <summary>The outermost prefix; tags in brackets ("[EXT]") and their like are passed over.</summary>
    public static SubjectPrefix Outermost(string subject)
    {
        var rest = SkipTags(subject);
        return Read(ref rest);
    }

    /// <summary>The subject without any prefixes and tags before them.</summary>
    public static string Strip(string subject)
    {
        var rest = SkipTags(subject);
        if (Read(ref rest) == SubjectPrefix.None)
        {
            return subject.Trim();
        }

        while (true)
        {
            var next = SkipTags(rest.ToString());
            if (Read(ref next) == SubjectPrefix.None)
            {
                return rest.Trim().ToString();
            }

            rest = next;
        }
    }

    private static SubjectPrefix Read(ref ReadOnlySpan<char> rest)
    {
        var colon = rest.IndexOfAny(':', '：');
        if (colon is <= 0 or > 20)
        {
            return SubjectPrefix.None;
        }

        // "Re[2]:" and "Fwd (2):" count their repeats.
        var end = rest[..colon].IndexOfAny('[', '(');
        var folded = Folding.Fold(end > 0 ? rest[..end] : rest[..colon]);
        var prefix = Forwards.Contains(folded) ? SubjectPrefix.Forward
            : Replies.Contains(folded) ? SubjectPrefix.Reply
            : Eithers.Contains(folded) ? SubjectPrefix.Either
            : SubjectPrefix.None;
        if (prefix != SubjectPrefix.None)
        {
            rest = rest[(colon + 1)..];
        }

        return prefix;
    }

    private static ReadOnlySpan<char> SkipTags(string subject)
    {
        var rest = subject.AsSpan().Trim();
        while (rest.StartsWith('[') && rest.IndexOf(']') is > 0 and < 40 and var close)
        {
            rest = rest[(close + 1)..].Trim();
        }

        return rest;
    }
}
