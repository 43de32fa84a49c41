using System.Buffers;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>What the judges of kinds look at, each made once and only where it is asked for.</summary>
internal sealed class MailFacts(EmailReading reading, string shown, PartnerDirectory directory)
{
    private const int LongestText = 4000;

    /// <summary>Automatic answers say so at once.</summary>
    private const int LongestHead = 1500;

    private const int EchoedContext = 4;
    private const int ShortestEcho = 6;
    private const int LongestHeading = 24;

    private static readonly SearchValues<char> HeadingMarks = SearchValues.Create(":：-([【|/");
    private static readonly PhraseTable Words = new("Kinds.automatic.tsv", "Kinds.introductions.tsv");

    private readonly string _shown = shown;
    private OwnText? _own;
    private List<FoundPhrase>? _phrases;
    private List<FoundPhrase>? _inShown;
    private string? _foldedShown;
    private TextShape? _shape;
    private Introductions? _introduction;
    private string? _subject;

    /// <summary>Weighed once.</summary>
    public Introductions Introduction => _introduction ??= Introductions.Of(this);

    public EmailReading Reading { get; } = reading;

    public PartnerDirectory Directory { get; } = directory;

    public Email Email => Reading.Email;

    public HeaderSigns Signs { get; } = HeaderSigns.Of(reading.Email);

    public SenderSigns Sender { get; } = SenderSigns.Of(reading.Email);

    public MailboxAddress? From => Email.From.Count > 0 ? Email.From[0] : null;

    /// <summary>Without a directory, who is addressed first is taken for us.</summary>
    public string? OwnDomain { get; } = directory.Us.Domains.Count == 0 && reading.Email.To.Count > 0
        ? reading.Email.To[0].Address?.Domain : null;

    public bool HasForwards { get; } = reading.Forwards.Any();

    public SubjectPrefix Prefix { get; } = SubjectPrefixes.Outermost(reading.Email.Subject);

    /// <summary>It answers something: by its header or its subject.</summary>
    public bool IsAnswer => Prefix is SubjectPrefix.Reply or SubjectPrefix.Either || Email.InReplyTo.Count > 0
        || Email.References.Count > 0;

    /// <summary>The subject, folded, without tags ("[EXT]") before it.</summary>
    public string Subject => _subject ??= Folding.Fold(SkipTags(Email.Subject));

    /// <summary>The subject, what was newly written and the earlier messages' own words.</summary>
    public OwnText Own => _own ??= OwnText.Of(Reading, LongestText);

    /// <summary>Every phrase of both tables in <see cref="Own"/>.</summary>
    public List<FoundPhrase> Phrases => _phrases ??= Words.Find(Own.Folded);

    /// <summary>The whole body as a reader sees it, folded, up to a bound.</summary>
    public string Shown => _foldedShown ??= Folding.Fold(Beginning(_shown));

    public List<FoundPhrase> PhrasesShown => _inShown ??= Words.Find(Shown);

    public TextShape Shape => _shape ??= TextShape.Of(Beginning(_shown));

    /// <summary>The head of what was newly written, folded.</summary>
    public string Head => Own.Folded[Own.SubjectEnd..HeadEnd];

    private int HeadEnd => Math.Min(Own.NewEnd, Own.SubjectEnd + LongestHead);

    /// <summary>Phrases of that role in <see cref="Head"/>, with their place in it.</summary>
    public IEnumerable<FoundPhrase> InHead(string role) => Phrases
        .Where(p => p.Role == role && p.Start >= Own.SubjectEnd && p.Start < HeadEnd)
        .Select(p => p with { Start = p.Start - Own.SubjectEnd });

    /// <summary>The weight of what only people say at the head of the text. What repeats the subject or another
    /// one ("Subject: Re: Introduction") is not said there.</summary>
    public int PersonsWords => InHead("human").Where(p => !RepeatsSubject(p)).DistinctBy(p => p.Phrase)
        .Sum(p => p.Weight);

    /// <summary>
    /// How many names of the subject stand in what was newly written (at most two): capital words that are neither the
    /// sender's nor common. A repeated subject does not count.
    /// </summary>
    public int NamesOfSubject
    {
        get
        {
            var subject = SubjectPrefixes.Strip(Email.Subject);
            var text = Reading.NewText.Text;
            text = subject.Length < ShortestEcho ? text : text.Replace(subject, "", StringComparison.OrdinalIgnoreCase);
            var names = 0;
            for (var i = 0; i < subject.Length && names < 2; i++)
            {
                var start = i;
                while (i < subject.Length && char.IsLetterOrDigit(subject[i]))
                {
                    i++;
                }

                var word = subject.AsSpan(start..i);
                names += word.Length >= 3 && char.IsUpper(word[0]) && HasWord(text, word)
                    && From?.ToString().Contains(subject[start..i], StringComparison.OrdinalIgnoreCase) != true
                    && !AnswerGrammar.IsCommon(word) ? 1 : 0;
            }

            return names;
        }
    }

    /// <summary>The subject begins with a phrase of that role, also behind "Re:".</summary>
    public FoundPhrase? BeginsSubject(string role, bool alsoBehindReply = false)
    {
        if (Longest(Own.HasTags ? Words.Find(Subject) : Phrases, role) is { } first)
        {
            return first;
        }

        return alsoBehindReply && Prefix != SubjectPrefix.None
            ? Longest(Words.Find(Folding.Fold(SubjectPrefixes.Strip(Email.Subject))), role) : null;
    }

    /// <summary>The subject ends with a phrase of that role, or only what stands in brackets follows ("Rosa Delgado is
    /// out of the office (returning Monday)").</summary>
    public FoundPhrase? EndsSubject(string role)
    {
        var found = Phrases.FindLast(p => p.Role == role && p.Start < Own.SubjectEnd);
        return found.Phrase is not null
            && Own.Folded.AsSpan()[(found.Start + found.Phrase.Length)..Math.Max(Own.SubjectEnd,
                found.Start + found.Phrase.Length)].Trim(" .!\"") is [] or ['(' or '[', ..]
            ? found : null;
    }

    /// <summary>
    /// The phrase is the subject's heading and not a word of its sentence: the subject ends with it, or a colon, a
    /// bracket or a dash follows, at most a word or two later ("Out of Office AutoReply: ..."), or only until when,
    /// or for whom.
    /// </summary>
    public bool IsHeading(FoundPhrase phrase)
    {
        if (phrase.Phrase.EndsWith(':'))
        {
            return true;
        }

        var rest = Subject.AsSpan(Math.Min(Subject.Length, phrase.Start + phrase.Phrase.Length));
        var mark = rest.IndexOfAny(HeadingMarks);
        var between = (mark < 0 ? rest : rest[..mark]).Trim(" .!\"'】])");
        return (between.Contains('@') && !between.Contains(' '))
            || (between.Length <= LongestHeading && (mark >= 0 || rest.Length < 3 ? between.Count(' ') <= 1
            : AnswerGrammar.BeginsWhen(between)));
    }

    /// <summary>The subject is one word and no more, which may be anybody's ("Vacation").</summary>
    public bool IsBareWord(FoundPhrase phrase) => !phrase.Phrase.AsSpan().ContainsAny(" :-")
        && Subject.AsSpan().Trim(" .!").Length <= phrase.Phrase.Length && phrase.Phrase[0] < AnswerGrammar.FirstRunOn;

    internal static string SkipTags(string subject)
    {
        var rest = subject.AsSpan().Trim();
        while (rest.Length > 0 && rest[0] is '[' or '【' or '*' or '('
            && rest.IndexOfAny(']', '】', ')') is > 0 and < 30 and var close)
        {
            rest = rest[(close + 1)..].Trim();
        }

        return rest.IsEmpty ? subject : rest.ToString();
    }

    private static bool HasWord(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
    {
        for (var at = text.IndexOf(word); at >= 0;)
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }

            var next = text[end..].IndexOf(word);
            at = next < 0 ? -1 : end + next;
        }

        return false;
    }

    private bool RepeatsSubject(FoundPhrase phrase)
    {
        var at = Own.SubjectEnd + phrase.Start;
        var start = Math.Max(0, at - EchoedContext);
        return Own.Folded.AsSpan(start..at) is "re: "
            || Subject.AsSpan().IndexOf(Own.Folded.AsSpan(start, at - start + phrase.Phrase.Length)) >= 0;
    }

    private static FoundPhrase? Longest(List<FoundPhrase> found, string role)
    {
        FoundPhrase? longest = null;
        foreach (var phrase in found)
        {
            if (phrase.Start > 2)
            {
                break;
            }

            if (phrase.Role == role && phrase.Phrase.Length > (longest?.Phrase.Length ?? 0))
            {
                longest = phrase;
            }
        }

        return longest;
    }

    private static ReadOnlySpan<char> Beginning(string text) => text.AsSpan(0, Math.Min(text.Length, LongestText));
}
