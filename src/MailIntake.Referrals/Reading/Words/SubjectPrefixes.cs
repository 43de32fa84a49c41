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

    /// <summary>The outermost prefix; tags in brackets ("[EXT]") and their like are passed over.</summary>
    public static SubjectPrefix Outermost(string subject)
    {
        var rest = SkipTags(subject);
        return Read(ref rest, null);
    }

    /// <summary>The outermost prefix in a mail of these languages: they tell a Danish "VS:" from a Finnish one.</summary>
    public static SubjectPrefix Outermost(string subject, IReadOnlyCollection<string> languages)
    {
        var rest = SkipTags(subject);
        return Read(ref rest, languages);
    }

    /// <summary>The subject without any prefixes and tags before them.</summary>
    public static string Strip(string subject)
    {
        var rest = SkipTags(subject);
        if (Read(ref rest, null) == SubjectPrefix.None)
        {
            return subject.Trim();
        }

        while (true)
        {
            var next = SkipTags(rest.ToString());
            if (Read(ref next, null) == SubjectPrefix.None)
            {
                return rest.Trim().ToString();
            }

            rest = next;
        }
    }

    private static SubjectPrefix Read(ref ReadOnlySpan<char> rest, IReadOnlyCollection<string>? languages)
    {
        var colon = rest.IndexOfAny(':', '：');
        if (colon is <= 0 or > 20)
        {
            return SubjectPrefix.None;
        }

        // "Re[2]:" and "Fwd (2):" count their repeats.
        var end = rest[..colon].IndexOfAny('[', '(');
        var folded = Folding.Fold(end > 0 ? rest[..end] : rest[..colon]);
        var (isForward, isReply) = (Forwards.Contains(folded), Replies.Contains(folded));
        if (!isForward && !isReply)
        {
            return SubjectPrefix.None;
        }

        rest = rest[(colon + 1)..];
        if (isForward && isReply)
        {
            var (forward, reply) = (IsIn(Forwards, folded, languages), IsIn(Replies, folded, languages));
            (isForward, isReply) = forward != reply ? (forward, reply) : (isForward, isReply);
        }

        return isForward && isReply ? SubjectPrefix.Either
            : isForward ? SubjectPrefix.Forward : SubjectPrefix.Reply;
    }

    private static bool IsIn(WordSet words, string folded, IReadOnlyCollection<string>? languages) =>
        languages is not null && words.Languages(folded).Any(languages.Contains);

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
