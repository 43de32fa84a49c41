using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MailIntake.Tests.Net;

/// <summary>
/// A recorded conversation as a text file; adding one needs no code.
/// <code>
/// # a comment
/// A: search 1 -> 4,7            what the program does, and what must come of it ("! Type: words" for an exception)
/// C: {tag} UID SEARCH UID 1:*   what the client must say; {tag} is its tag, {b64:...} base64 with ^ for NUL, ~ for ^A
/// S: * SEARCH 4 7               what the server answers
/// S: * 1 FETCH (BODY[] {#}      {#} (or {#+}) is a literal: its bytes are the L: lines that follow
/// L: Subject: Hi
/// S: )                          the line goes on behind the literal
/// X: close | tls | pass 61      the server hangs up, TLS starts, so many seconds pass
/// X: cancel                     the caller cancels the running action
/// O: starttls                   how the endpoint is to be secured (none, starttls, tls)
/// O: whole                      what the server says arrives in one piece, never byte by byte
/// </code>
/// </summary>
public sealed partial class Transcript
{
    private Transcript(
        IReadOnlyList<TranscriptAction> actions, IReadOnlyList<TranscriptStep> steps, string security, bool isWhole)
    {
        Actions = actions;
        Steps = steps;
        Security = security;
        IsWhole = isWhole;
    }

    public IReadOnlyList<TranscriptAction> Actions { get; }

    public IReadOnlyList<TranscriptStep> Steps { get; }

    public string Security { get; }

    public bool IsWhole { get; }

    public static Transcript Read(string path)
    {
        var actions = new List<TranscriptAction>();
        var steps = new List<TranscriptStep>();
        var security = "none";
        var isWhole = false;
        var lines = File.ReadAllLines(path);
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var text = line.Length > 3 ? line[3..] : "";
            switch (line[..Math.Min(2, line.Length)])
            {
                case "A:":
                    actions.Add(TranscriptAction.Read(text, at + 1));
                    break;
                case "O:":
                    isWhole |= text.Trim() == "whole";
                    security = text.Trim() == "whole" ? security : text.Trim();
                    break;
                case "X:":
                    steps.Add(new TranscriptStep('X', Encoding.UTF8.GetBytes(text.Trim()), at + 1));
                    break;
                case "C:" or "S:":
                    steps.Add(new TranscriptStep(line[0], WithLiteral(text, lines, ref at), at + 1));
                    break;
                default:
                    throw new FormatException($"{path}({at + 1}): a line begins with A, C, S, L, X, O or #");
            }
        }

        return new Transcript(actions, steps, security, isWhole);
    }

    /// <summary>The bytes of a step: a line, or a line with the literal it announces.</summary>
    private static byte[] WithLiteral(string text, string[] lines, ref int at)
    {
        text = Base64().Replace(text, match => Convert.ToBase64String(
            Encoding.UTF8.GetBytes(match.Groups[1].Value.Replace('^', '\0').Replace('~', '\u0001'))));
        var literal = new StringBuilder();
        while (at + 1 < lines.Length && lines[at + 1].StartsWith("L:", StringComparison.Ordinal))
        {
            literal.Append(lines[++at].Length > 3 ? lines[at][3..] : "").Append("\r\n");
        }

        var bytes = Encoding.UTF8.GetBytes(literal.ToString());
        var size = "{" + bytes.Length.ToString(CultureInfo.InvariantCulture);
        var announced = text.Replace("{#", size, StringComparison.Ordinal);
        return [.. Encoding.UTF8.GetBytes(announced), .. "\r\n"u8, .. bytes];
    }

    [GeneratedRegex(@"\{b64:([^}]*)\}")]
    private static partial Regex Base64();
}

/// <summary>One step of the wire: C expected, S answered, X something that happens.</summary>
public sealed record TranscriptStep(char Side, byte[] Bytes, int Line);

/// <summary>One call of the client and its expected outcome.</summary>
public sealed record TranscriptAction(string Verb, string[] Arguments, string? Expected, int Line)
{
    public static TranscriptAction Read(string text, int line)
    {
        var arrow = text.IndexOf(" ->", StringComparison.Ordinal);
        var call = (arrow < 0 ? text : text[..arrow]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new TranscriptAction(call[0], call[1..], arrow < 0 ? null : text[(arrow + 3)..].Trim(), line);
    }
}
