using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.Proposals;

/// <summary>
/// A mail as a model is shown it, and at the same time all that may prove what the model says: the people of the
/// headers and header blocks, subjects, and what a reader sees of each message. Hidden text, small print and
/// paragraphs that give orders to a machine are not in it. It is JSON, so that no word of the mail can pose as a part
/// of the request.
/// </summary>
public sealed class ShownMail
{
    /// <summary>About 8,000 tokens of English. An introduction has a tenth of it.</summary>
    public const int MostCharacters = 24_000;

    private const int MostPeople = 30;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Stretch> _stretches = [];
    private readonly List<(Correspondent Person, bool IsOuter)> _people = [];
    private int _left = MostCharacters;

    private ShownMail()
    {
    }

    /// <summary>The data given to the model.</summary>
    public string Json { get; private set; } = "";

    /// <summary>The mail was longer than a model is shown.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Some paragraph gives orders to a machine; such a mail is better not shown to one at all.</summary>
    public bool HasOrders { get; private set; }

    internal IReadOnlyList<Stretch> Stretches => _stretches;

    internal IReadOnlyList<(Correspondent Person, bool IsOuter)> People => _people;

    internal IReadOnlyList<Passage> Passages { get; private set; } = [];

    public static ShownMail Of(EmailReading reading, PartnerDirectory directory)
    {
        var mail = new ShownMail();
        (mail.Passages, mail.HasOrders) = Text.Passages.Of(reading, directory);
        mail.HasOrders |= OrdersElsewhere(reading, mail.Passages);
        mail.Json = mail.Write();
        return mail;
    }

    /// <summary>Orders in a name: it stands in no paragraph.</summary>
    private static bool OrdersElsewhere(EmailReading reading, IReadOnlyList<Passage> passages) =>
        passages.SelectMany(p => p.Recipients.Prepend(p.Author)).Any(p => p?.Name is { } name && MachineOrders.In(name))
        || reading.Unread.Any(MachineOrders.In);

    private string Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("messages");
            foreach (var passage in Passages)
            {
                if (_left <= 0)
                {
                    IsCut = true;
                    break;
                }

                Write(json, passage);
            }

            json.WriteEndArray();
            if (IsCut)
            {
                json.WriteString("remark", "The mail goes on; the rest was left out.");
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private void Write(Utf8JsonWriter json, Passage passage)
    {
        json.WriteStartObject();
        json.WriteString("is", passage.IsOuter ? "the mail itself" : passage.IsForward ? "forwarded" : "quoted");
        WritePeople(json, "from", passage.Author is null ? [] : [passage.Author], passage.IsOuter);
        WritePeople(json, "to", passage.To, passage.IsOuter);
        WritePeople(json, "cc", passage.Cc, passage.IsOuter);
        json.WriteString("date", passage.Date?.Text);
        WriteTexts(json, "subject", passage, StretchKind.Subject);
        WriteTexts(json, "text", passage, StretchKind.Body);
        WriteTexts(json, "signature", passage, StretchKind.Signature);
        json.WriteEndObject();
    }

    private void WritePeople(Utf8JsonWriter json, string name, IReadOnlyList<Correspondent> people, bool isOuter)
    {
        json.WriteStartArray(name);
        foreach (var person in people.Take(MostPeople).Where(p => p.Name is null || !MachineOrders.In(p.Name)))
        {
            _people.Add((person, isOuter));
            json.WriteStringValue(person.Written);
            _left -= person.Written.Length;
        }

        json.WriteEndArray();
        IsCut |= people.Count > MostPeople;
    }

    private void WriteTexts(Utf8JsonWriter json, string name, Passage passage, StretchKind kind)
    {
        json.WriteStartArray(name);
        foreach (var stretch in passage.Stretches.Where(s => s.Kind == kind))
        {
            var shown = stretch;
            if (stretch.Text.Length > _left)
            {
                IsCut = true;
                if (_left <= 0)
                {
                    break;
                }

                var end = char.IsHighSurrogate(stretch.Text[_left - 1]) ? _left - 1 : _left;
                shown = new Stretch(passage, stretch.Visible(0, end), kind);
            }

            _left -= shown.Text.Length;
            _stretches.Add(shown);
            json.WriteStringValue(shown.Text.Trim());
        }

        json.WriteEndArray();
    }
}
