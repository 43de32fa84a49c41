using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Reading;

namespace MailIntake.Cli;

/// <summary>One JSON object a message, one a line (NDJSON), UTF-8. The shape is a contract with other
/// programs.</summary>
internal sealed class ParseRecordWriter : IParseWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _line = new(16 * 1024);
    private readonly Utf8JsonWriter _json;

    public ParseRecordWriter(Stream output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_line, Options);
    }

    public async ValueTask WriteAsync(ParsedMessage message, CancellationToken token)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        WriteRecord(message);
        _json.Flush();
        _line.Write("\n"u8);
        await _output.WriteAsync(_line.WrittenMemory, token);
    }

    public async ValueTask DisposeAsync()
    {
        await _output.FlushAsync();
        await _json.DisposeAsync();
    }

    private void WriteRecord(ParsedMessage message)
    {
        var reading = message.Reading;
        _json.WriteStartObject();
        _json.WriteString("source", message.Source);
        _json.WriteString("messageId", message.Email?.Identity.Value);
        _json.WriteString("kind", KindName(message.Kind));
        _json.WritePropertyName("submitter");
        WritePerson(message.Email?.From is [var from, ..] ? from : new MailboxAddress(null, null));
        _json.WriteString("text", reading?.NewText.Text ?? "");
        WriteForward(reading);
        var drafts = message.Drafts.Count > 0 ? message.Drafts : [Draft.Empty];
        WriteDraft(message, drafts[0]);
        _json.WriteStartArray("alsoReferred");
        foreach (var draft in drafts.Skip(1))
        {
            _json.WriteStartObject();
            WriteDraft(message, draft);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        WriteWarnings(message.Warnings);
        _json.WriteEndObject();
    }

    private static string KindName(EmailKind kind) => kind switch
    {
        EmailKind.Referral => "referral",
        EmailKind.Reply => "reply",
        EmailKind.AutoReply => "auto-reply",
        EmailKind.Bounce => "bounce",
        EmailKind.List => "list",
        EmailKind.Other => "other",
    };

    private void WriteForward(EmailReading? reading)
    {
        if (reading?.Forwards.FirstOrDefault() is not { } forward)
        {
            _json.WriteNull("forward");
            return;
        }

        _json.WriteStartObject("forward");
        WriteCorrespondent("from", forward.From);
        WriteCorrespondents("to", forward.To);
        WriteCorrespondents("cc", forward.Cc);
        WriteCorrespondent("replyTo", forward.ReplyTo);
        _json.WriteString("date", IsoDate(forward.Date));
        _json.WriteString("dateText", forward.Date?.Text);
        _json.WriteString("subject", forward.Subject);
        _json.WriteString("note", reading.NewText.Text);
        _json.WriteString("body", forward.Body.Text);
        _json.WriteNumber("depth", forward.Depth);
        _json.WriteEndObject();
    }

    private void WriteCorrespondents(string name, IReadOnlyList<Correspondent> people)
    {
        _json.WriteStartArray(name);
        foreach (var person in people)
        {
            WritePerson(new MailboxAddress(person.Name, person.Address));
        }

        _json.WriteEndArray();
    }

    private void WriteCorrespondent(string name, Correspondent? person)
    {
        _json.WritePropertyName(name);
        if (person is null)
        {
            _json.WriteNullValue();
        }
        else
        {
            WritePerson(new MailboxAddress(person.Name, person.Address));
        }
    }

    private void WritePerson(MailboxAddress person)
    {
        _json.WriteStartObject();
        _json.WriteString("name", person.Name);
        _json.WriteString("email", person.Address?.ToString());
        _json.WriteEndObject();
    }

    /// <summary>The author's clock; the offset only where the mail gives one.</summary>
    private static string? IsoDate(WrittenDate? date) => date switch
    {
        { Local: { } local, Offset: { } offset } =>
            new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset)
                .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        { Local: { } local } => local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        _ => null,
    };

    private void WriteDraft(ParsedMessage message, Draft draft)
    {
        _json.WriteStartObject("fields");
        foreach (var (field, value) in draft.Fields)
        {
            _json.WriteStartObject(field.Key());
            WriteValue(field, value.Value);
            _json.WriteNumber("confidence", Math.Round(value.Confidence, 3));
            _json.WriteString("evidence", value.Evidence.Words);
            WriteWhere(value.Evidence.Where);
            _json.WriteString("how", HowName(value.Evidence.How));
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteStartArray("missing");
        foreach (var field in message.Missing(draft))
        {
            _json.WriteStringValue(field.Key());
        }

        _json.WriteEndArray();
    }

    private void WriteValue(FieldName field, string value)
    {
        if (field == FieldName.DealValue
            && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount))
        {
            _json.WriteNumber("value", amount);
        }
        else
        {
            _json.WriteString("value", value);
        }
    }

    private void WriteWhere(SourceSpan? where)
    {
        if (where is not { } span)
        {
            _json.WriteNull("where");
            return;
        }

        _json.WriteStartObject("where");
        _json.WriteString("part", span.Part);
        _json.WriteNumber("start", span.Start);
        _json.WriteNumber("length", span.Length);
        _json.WriteEndObject();
    }

    private static string HowName(FoundHow how) => how switch
    {
        FoundHow.Header => "header",
        FoundHow.ForwardHeader => "forward-header",
        FoundHow.Signature => "signature",
        FoundHow.Body => "body",
        FoundHow.Directory => "directory",
        FoundHow.Model => "model",
        FoundHow.Person => "person",
    };

    private void WriteWarnings(IReadOnlyList<MimeWarning> warnings)
    {
        _json.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            _json.WriteStartObject();
            _json.WriteString("code", warning.Code);
            _json.WriteString("detail", warning.Detail);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }
}
