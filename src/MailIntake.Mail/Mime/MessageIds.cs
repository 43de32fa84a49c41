namespace MailIntake.Mail.Mime;

/// <summary>The identifiers of a Message-ID, In-Reply-To or References field.</summary>
internal static class MessageIds
{
    private static readonly char[] Separators = [' ', '\t', ','];

    public static IReadOnlyList<MessageId> Read(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return [];
        }

        var ids = new List<MessageId>(1);
        var rest = value.AsSpan();
        while (true)
        {
            var open = rest.IndexOf('<');
            if (open < 0)
            {
                break;
            }

            rest = rest[(open + 1)..];
            var end = rest.IndexOfAny('<', '>');
            Add(ids, end < 0 ? rest : rest[..end]);
            rest = end < 0 ? [] : rest[end..];
        }

        if (ids.Count == 0)
        {
            foreach (var word in value.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            {
                // Without brackets only what has the form of an identifier is one: In-Reply-To once held sentences.
                if (word.Contains('@', StringComparison.Ordinal) || value.Length == word.Length)
                {
                    Add(ids, word);
                }
            }
        }

        return ids;
    }

    private static void Add(List<MessageId> ids, ReadOnlySpan<char> text)
    {
        if (MessageId.TryParse(text.ToString(), out var id))
        {
            ids.Add(id);
        }
        else if (text.ContainsAny(' ', '\t')
            && MessageId.TryParse(string.Concat(text.ToString().Split(Separators)), out id))
        {
            // Some mailers fold in the middle of an identifier.
            ids.Add(id);
        }
    }
}
