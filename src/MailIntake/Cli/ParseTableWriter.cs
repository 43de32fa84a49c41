using System.Globalization;
using System.Text;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Reading;
using Spectre.Console;

namespace MailIntake.Cli;

/// <summary>A table a message for people: each field with its confidence and the words that prove it.</summary>
internal sealed class ParseTableWriter : IParseWriter
{
    private const int LongestWords = 120;
    private const int DeepestShown = 20;
    private const int MostCandidates = 8;
    private const int LongestSigns = 600;

    private readonly StreamWriter _writer;
    private readonly IAnsiConsole _console;

    public ParseTableWriter(Stream output)
    {
        _writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(_writer),
        });
        _console.Profile.Width = Console.IsOutputRedirected || Console.WindowWidth < 40 ? 140 : Console.WindowWidth;
    }

    public async ValueTask WriteAsync(ParsedMessage message, CancellationToken token)
    {
        var email = message.Email;
        _console.MarkupLineInterpolated($"[bold]{Printable(message.Source)}[/]  {message.Kind.ToString()}");
        var from = email?.From is [var sender, ..] ? sender.ToString() : "nobody";
        _console.MarkupLineInterpolated($"  {Printable(email?.Subject ?? "")} from {Printable(from)}");
        if (message.Reading is { KindReason.Length: > 0 } reading)
        {
            _console.MarkupLineInterpolated($"  {Printable(reading.KindReason)}");
            WriteEarlier(reading.Earlier, "  ");
        }

        foreach (var draft in message.Drafts)
        {
            WriteDraft(message, draft);
        }

        foreach (var choice in message.Explanation?.Choices ?? [])
        {
            WriteChoice(choice);
        }

        foreach (var (code, detail) in message.Warnings)
        {
            _console.MarkupLineInterpolated($"  [yellow]{Printable(code)}[/]: {Printable(detail)}");
        }

        _console.WriteLine();
        await _writer.FlushAsync(token);
    }

    public async ValueTask DisposeAsync() => await _writer.DisposeAsync();

    /// <summary>The messages in the mail, each under the one it stands in.</summary>
    private void WriteEarlier(IReadOnlyList<EarlierMessage> messages, string indent)
    {
        foreach (var message in messages)
        {
            var what = message.AttachedAt is { } part ? $"attached as {part}" : message.IsForward ? "forwarded" : "quoted";
            var who = message.From?.Written ?? "somebody";
            var to = message.To.Count == 0 ? "" : $" to {string.Join("; ", message.To.Select(t => t.Written))}";
            var when = message.Date is { } date ? $", {date.Text}" : "";
            var about = message.Subject.Length == 0 ? "" : $": {message.Subject}";
            _console.MarkupLineInterpolated($"{indent}[grey]{what}[/] {Printable($"{who}{to}{when}{about}")}");
            if (indent.Length < DeepestShown)
            {
                WriteEarlier(message.Earlier, indent + "  ");
            }
        }
    }

    private void WriteChoice(ExplainedChoice choice)
    {
        _console.MarkupLineInterpolated($"  [bold]{choice.Choice}[/]");
        foreach (var (candidate, index) in choice.Candidates.Select((c, i) => (c, i))
            .OrderByDescending(c => c.c.Probability).Take(MostCandidates))
        {
            var mark = index == choice.Winner ? "=>" : "  ";
            var who = candidate switch
            {
                { Name: null, Address: null } => "nobody and nothing",
                { Name: { } name, Address: { } address } => $"{name} <{address}>",
                _ => candidate.Name ?? candidate.Address!,
            };
            var percent = (100 * candidate.Probability).ToString("0.0", CultureInfo.InvariantCulture);
            _console.MarkupLineInterpolated($"  {mark} {percent,5} % {Printable(who)}");
            var signs = candidate.Signs.All.Select(s => (s.Sign.Said, Weight: s.Sign.Weight * s.Measure))
                .OrderByDescending(s => Math.Abs(s.Weight))
                .Select(s => $"{s.Weight.ToString("+0.0;-0.0", CultureInfo.InvariantCulture)} {s.Said}");
            _console.MarkupLineInterpolated($"             [grey]{Printable(string.Join("; ", signs), LongestSigns)}[/]");
        }
    }

    private void WriteDraft(ParsedMessage message, Draft draft)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("Field", "Value", "Confidence", "Evidence");
        foreach (var (field, value) in draft.Fields)
        {
            var where = value.Evidence.Where is { } span ? $" ({span.Part} {span.Start}+{span.Length})" : "";
            table.AddRow(
                new Text(field.Key()),
                new Text(Printable(value.Value)),
                new Text(value.Confidence.ToString("0.00", CultureInfo.InvariantCulture)),
                new Text($"{Printable(value.Evidence.Words)}{Printable(where)}"));
        }

        foreach (var field in message.Missing(draft))
        {
            table.AddRow(new Text(field.Key()), new Markup("[red]missing[/]"), new Text(""), new Text(""));
        }

        if (table.Rows.Count > 0)
        {
            _console.Write(table);
        }
    }

    /// <summary>Words of a mail must not move the cursor or recolour the terminal.</summary>
    private static string Printable(string text, int longest = LongestWords)
    {
        var cut = text.Length > longest ? string.Concat(text.AsSpan(0, longest), "…") : text;
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var category = char.GetUnicodeCategory(source[i]);
                span[i] = category is UnicodeCategory.Control or UnicodeCategory.Format ? ' ' : source[i];
            }
        });
    }
}
