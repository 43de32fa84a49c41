using System.Buffers;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Threads;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// Weighs whether a mail introduces somebody: a third person must be there (on the mail, in a forward, by an address, a
/// phone or a keyed list), and the words must speak for it. Weights and words are in introductions.tsv.
/// </summary>
internal sealed class Introductions
{
    private const int Enough = 4;
    private const int ForwardedReport = 3;
    private const int MostAddresses = 20;

    private static readonly SearchValues<char> Currencies = SearchValues.Create("€$£¥₹₩₺₽₴");
    private static readonly PhraseTable Phrases = new("Kinds.introductions.tsv");

    private readonly List<string> _reasons = [];

    private Introductions(MailFacts facts)
    {
        var text = facts.Own.Written;
        var phrases = facts.Phrases;
        IsSenderKnown = IsKnown(facts.From?.Address, facts.Directory);
        HasBulkFoot = phrases.Exists(p => p.Role == "bulk");
        HasLiveThread = facts.Email.To.Concat(facts.Email.Cc).Any(m => IsOutsider(m.Address, facts));
        Add(IsSenderKnown, 1, "a known sender");
        Add(IsPartnersLetterToUs(facts) && !HasLiveThread && phrases.Exists(p => p.Role == "intro"), 1, "a partner writes to us alone");
        Add(HasLiveThread, 4, "somebody outside on To or Cc");
        var hasForward = HasForwardOfOutsider(facts);
        Add(hasForward, 4, "a forward with somebody outside");
        Add(!hasForward && facts.Reading.Forwards.Any(f => !IsInternal(f, facts) && !IsFromSystem(f)), 2,
            "a forwarded mail");
        var addresses = Addresses(text).Where(a => IsOutsider(a, facts)).Select(a => a.Domain).Distinct().Count();
        Add(addresses > 0, 2, "an address of somebody outside");
        Add(addresses > 1 && IsSenderKnown, 1, "addresses of several companies");
        Add(HasPhone(text), 1, "a phone number");
        Add(FormLines(facts.Reading.NewText.Text) + FormLines(facts.Reading.Signature.Text) >= 3, 3, "a keyed list");
        Add(HasMoney(text), 1, "an amount");
        Add(IsCopyOfLetterToRep(facts), 1, "a mail to our rep with us on copy");
        Count(phrases, "intro", 3, "words of an introduction");
        Count(phrases, "person", 2, "words of a person's place");
        // Who is introduced may also be sent invoices; only without anybody there they are what the mail is about.
        var isOnPaper = !facts.Reading.Forwards.Any() && !HasLiveThread;
        var against = phrases.Where(p => p.Role == "other"
            || (p.Role == "paper" && (isOnPaper || p.Start < facts.Own.SubjectEnd)))
            .DistinctBy(p => p.Phrase).ToList();
        if (against.Count > 0)
        {
            Score -= against.Max(p => p.Weight) + Math.Min(3, against.Count - 1);
            _reasons.Add($"against it: \"{against[0].Phrase}\"");
        }

        if (facts.HasForwards && facts.Reading.Forwards.All(IsFromSystem))
        {
            Score -= ForwardedReport;
            _reasons.Add("against it: a mail system's note is forwarded");
        }

        if (HasBulkFoot && !IsSenderKnown)
        {
            Score -= 2;
        }
    }

    public int Score { get; private set; }

    public bool IsIntroduction => Score >= Enough;

    public bool IsSenderKnown { get; }

    /// <summary>Somebody who is neither ours nor the sender's colleague is on To or Cc.</summary>
    public bool HasLiveThread { get; }

    public bool HasBulkFoot { get; }

    public string Reason => _reasons.Count == 0 ? "nothing in it introduces anybody"
        : $"{(IsIntroduction ? "" : "too little for an introduction: ")}{string.Join(", ", _reasons)} ({Score})";

    public static Introductions Of(MailFacts facts) => new(facts);

    private void Add(bool isSo, int weight, string reason)
    {
        if (isSo)
        {
            Score += weight;
            _reasons.Add(reason);
        }
    }

    private void Count(List<FoundPhrase> phrases, string role, int most, string reason)
    {
        var found = phrases.Where(p => p.Role == role).Select(p => p.Phrase).Distinct().Count();
        Add(found > 0, Math.Min(most, found), reason);
    }

    private static bool IsKnown(EmailAddress? address, PartnerDirectory directory) =>
        address is not null && (directory.IsOurs(address) || directory.FindPartner(address) is not null);

    /// <summary>Neither ours, nor a listed partner's, nor at the sender's own company.</summary>
    private static bool IsOutsider(EmailAddress? address, MailFacts facts) =>
        address is not null && !facts.Directory.IsOurs(address) && facts.Directory.FindPartner(address) is null
        && address.Domain != facts.OwnDomain
        && !(facts.From?.Address is { } from
            && (from.Equals(address) || (from.Domain == address.Domain && IsKnown(from, facts.Directory))));

    private static bool HasForwardOfOutsider(MailFacts facts) =>
        facts.Reading.Forwards.Any(f => !IsFromSystem(f) && HasOutsider(f, facts));

    /// <summary>A bounce that somebody forwards introduces nobody.</summary>
    private static bool IsFromSystem(EarlierMessage message) => SenderSigns.Of(message.From).Daemon > 0;

    private static bool HasOutsider(EarlierMessage message, MailFacts facts) =>
        People(message).Any(p => p.Address is null ? IsForeignName(p.Name, facts) : IsOutsider(p.Address, facts))
        || message.Earlier.Any(e => HasOutsider(e, facts));

    private static bool IsCopyOfLetterToRep(MailFacts facts) =>
        facts.From?.Address is { } from && !facts.Directory.IsOurs(from)
        && facts.Email.To.Any(m => m.Address is not null && facts.Directory.FindRep(m.Address) is not null);

    /// <summary>What a listed partner writes to the track address alone, and not in answer to anything, is a referral
    /// more often than not.</summary>
    private static bool IsPartnersLetterToUs(MailFacts facts) =>
        facts.From?.Address is { } from && !facts.Directory.IsOurs(from) && facts.Directory.FindPartner(from) is not null
        && facts.Email.To.Count > 0
        && facts.Email.To.Concat(facts.Email.Cc).All(m => m.Address is { } to && facts.Directory.IsTrack(to))
        && !facts.Reading.Earlier.Any() && string.IsNullOrEmpty(facts.Email.Headers["In-Reply-To"])
        && !facts.Email.Subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase);

    /// <summary>All of them ours.</summary>
    private static bool IsInternal(EarlierMessage message, MailFacts facts) =>
        People(message).All(p => p.Address is null || facts.Directory.IsOurs(p.Address))
            && message.Earlier.All(e => IsInternal(e, facts));

    private static bool IsForeignName(string? name, MailFacts facts) =>
        name is not null && !facts.Directory.Us.Reps.Any(r => Folding.Fold(r.Name) == Folding.Fold(name))
        && !facts.Directory.Partners.Any(p => p.Contacts.Any(c => Folding.Fold(c.Name) == Folding.Fold(name)))
        && Folding.Fold(facts.From?.Name ?? "") != Folding.Fold(name);

    private static IEnumerable<Correspondent> People(EarlierMessage message) =>
        message.From is { } from ? message.To.Concat(message.Cc).Prepend(from) : message.To.Concat(message.Cc);

    private static IEnumerable<EmailAddress> Addresses(string text)
    {
        var at = 0;
        for (var i = 0; i < MostAddresses && at < text.Length; i++)
        {
            var (address, _, behind) = CorrespondentReader.FindAddress(text.AsSpan(at));
            if (address is null)
            {
                yield break;
            }

            yield return address;
            at += Math.Max(1, behind);
        }
    }

    /// <summary>Seven digits or more in a row, but for the marks that people put between them.</summary>
    private static bool HasPhone(string text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                if (++digits >= 8)
                {
                    return true;
                }
            }
            else if (c is not (' ' or '-' or '(' or ')' or '/' or '+' or '.'))
            {
                digits = 0;
            }
        }

        return false;
    }

    private static bool HasMoney(string text) =>
        text.AsSpan().ContainsAny(Currencies) || text.Contains("EUR", StringComparison.Ordinal)
            || text.Contains("USD", StringComparison.Ordinal)
        || text.Contains("万円", StringComparison.Ordinal);

    /// <summary>Lines "label: value", also with dots or a tab for the colon; rows of a table count too.</summary>
    private static int FormLines(string text)
    {
        var lines = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var end = line.IndexOfAny(":：\t");
            end = end < 0 ? line.IndexOf("...") : end;
            if (end is > 1 and < 40 && Phrases.Find(Folding.Fold(line[..end].Trim(" .*•-"))).Exists(p =>
                p.Role == "form" && p.Start == 0))
            {
                lines++;
            }
            else if (line.Count('\t') >= 3 || line.Count(',') >= 5)
            {
                lines += 2;
            }
        }

        return lines;
    }
}
