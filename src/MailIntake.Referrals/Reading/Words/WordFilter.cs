namespace MailIntake.Referrals.Reading.Words;

/// <summary>Tells cheaply that no phrase begins as a text does: most words of a text are no phrase's. It knows the first
/// word of each phrase by its first four characters, and errs only towards yes.</summary>
internal sealed class WordFilter
{
    private const int Characters = 4;
    private const int Bits = 1 << 16;

    private readonly bool[] _known = new bool[Bits];

    public void Add(ReadOnlySpan<char> folded) => _known[KeyOfFolded(folded)] = true;

    /// <summary>The text is folded already and begins with the word.</summary>
    public bool MayBeginFolded(ReadOnlySpan<char> folded) => _known[KeyOfFolded(folded)];

    /// <summary>The text is as it stands in the mail.</summary>
    public bool MayBegin(ReadOnlySpan<char> text)
    {
        var key = 0;
        var seen = 0;
        foreach (var raw in text)
        {
            var c = Folding.Fold(raw);
            if (c == '\0')
            {
                continue;
            }

            if (seen == Characters || !char.IsLetterOrDigit(c))
            {
                break;
            }

            key = Next(key, c);
            seen++;
        }

        return _known[key];
    }

    private static int KeyOfFolded(ReadOnlySpan<char> folded)
    {
        var key = 0;
        for (var i = 0; i < folded.Length && i < Characters && char.IsLetterOrDigit(folded[i]); i++)
        {
            key = Next(key, folded[i]);
        }

        return key;
    }

    private static int Next(int key, char c) => ((key * 599) + c + 1) & (Bits - 1);
}
