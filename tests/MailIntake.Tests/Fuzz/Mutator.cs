using System.Text;

namespace MailIntake.Tests.Fuzz;

/// <summary>Tears mails and texts: bytes lost, doubled and changed, words of the trade put in anywhere, pieces of
/// other mails glued in.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> mails)
{
    private const int LongestMail = 200_000;

    public byte[] Mail()
    {
        var bytes = new List<byte>(mails[random.Next(mails.Count)]);
        for (var times = random.Next(1, 9); times > 0; times--)
        {
            Tear(bytes, Encoding.UTF8.GetBytes(Pieces.Any(random)), () => mails[random.Next(mails.Count)],
                () => (byte)random.Next(256));
        }

        return [.. bytes.Take(LongestMail)];
    }

    /// <summary>A text torn likewise, by characters: lone surrogates and marks of direction are among them.</summary>
    public string Text(string original, string other)
    {
        var characters = new List<char>(original);
        for (var times = random.Next(1, 9); times > 0; times--)
        {
            Tear(characters, Pieces.Any(random).ToCharArray(), () => other.ToCharArray(),
                () => (char)random.Next(random.Next(2) == 0 ? 0x80 : 0x10000));
        }

        return new string([.. characters.Take(LongestMail)]);
    }

    /// <summary>A text made of nothing but pieces.</summary>
    public string Assembled()
    {
        var text = new StringBuilder();
        for (var times = random.Next(1, 60); times > 0; times--)
        {
            text.Append(Pieces.Any(random)).Append(random.Next(3) switch { 0 => "\n", 1 => " ", _ => "" });
        }

        return text.ToString();
    }

    private void Tear<T>(List<T> items, T[] piece, Func<T[]> other, Func<T> one)
    {
        var at = random.Next(items.Count + 1);
        var length = Math.Min(random.Next(random.Next(4) == 0 ? 2000 : 40), items.Count - at);
        switch (random.Next(8))
        {
            case 0:
                items.RemoveRange(at, length);
                break;
            case 1 or 2:
                items.InsertRange(at, piece);
                break;
            case 3 when at < items.Count:
                items[at] = one();
                break;
            case 4:
                items.InsertRange(at, items.GetRange(at, length));
                break;
            case 5:
                items.RemoveRange(at, items.Count - at);
                break;
            case 6:
                for (var times = random.Next(2, 50); times > 0; times--)
                {
                    items.InsertRange(at, piece);
                }

                break;
            default:
                items.InsertRange(at, other()[..]);
                break;
        }
    }
}
