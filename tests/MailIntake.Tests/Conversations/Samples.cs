using System.Collections.Immutable;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using Thread = MailIntake.Referrals.Conversations.Thread;

namespace MailIntake.Tests.Conversations;

/// <summary>The house, its people and their conversations, as the tests of decisions use them.</summary>
internal static class Samples
{
    public const string Token = "abcdefghjkmn";

    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly EmailAddress Rosa = EmailAddress.Parse("rosa@brightpath.example");
    public static readonly EmailAddress Dana = EmailAddress.Parse("dana@acme.example");

    public static PartnerDirectory People { get; } = new(
        new Us
        {
            Name = "Acme",
            Domains = ["acme.example"],
            TrackAddress = "track@acme.example",
            Reps =
            [
                new Rep { Name = "Dana Whitlock", Email = "dana@acme.example", Addresses = ["dw@acme-sales.example"] },
                new Rep { Name = "Marcus Oyelaran", Email = "marcus@acme.example" },
            ],
            Customers = [new Customer("Old Customer Inc", ["old-customer.example"])],
        },
        [
            new Partner
            {
                Company = "Brightpath Consulting",
                Domains = ["brightpath.example"],
                Contacts =
                [
                    new Contact { Name = "Rosa Delgado", Email = "rosa@brightpath.example" },
                    new Contact { Name = "Owen Pryce", Email = "owen@brightpath.example", Addresses = ["owen.pryce@gmail.com"] },
                ],
            },
            new Partner
            {
                Company = "Stackwright",
                Domains = ["stackwright.example", "gmail.com"],
                Contacts = [new Contact { Name = "Jonas Lindqvist", Email = "jonas@stackwright.example" }],
                Manager = "manager@acme.example",
            },
        ]);

    public static HouseRules Rules { get; } = new(ConversationPolicy.Default, People) { TrackName = "Acme Referrals" };

    public static FieldValue Value(string value, double confidence = 0.9) =>
        new(value, confidence, new Evidence(value, new SourceSpan("1", 10, value.Length), FoundHow.Body));

    public static ImmutableSortedDictionary<FieldName, FieldValue> Values(params (FieldName Field, string Value)[] values) =>
        values.ToImmutableSortedDictionary(v => v.Field, v => Value(v.Value));

    /// <summary>All required fields of a referral to Globex.</summary>
    public static Draft Complete(params (FieldName Field, string Value)[] more) => more.Aggregate(
        new Draft
        {
            Fields = Values(
                (FieldName.PartnerCompany, "Brightpath Consulting"),
                (FieldName.ProspectCompany, "Globex"),
                (FieldName.ProspectContactName, "Jane Roe"),
                (FieldName.ProspectContactEmail, "jane@globex.example")),
        },
        (draft, v) => draft.With(v.Field, Value(v.Value)));

    /// <summary>A conversation before anything was decided.</summary>
    public static Conversation Opened(int referrals = 1) => new()
    {
        Token = Token,
        Submitter = new Submitter("Rosa Delgado", Rosa, SenderStanding.Verified, Ours: false),
        ClaimedAt = Monday,
        Thread = new Thread(false, "Meet Jane", MessageId.Parse("intro@brightpath.example"), []),
        Referrals =
        [
            .. Enumerable.Range(1, referrals).Select(n => new Referral { Number = n, Reference = $"R-0000000{n}" }),
        ],
    };

    /// <summary>Decides on the first mail, one draft a referral.</summary>
    public static Decision Submit(this Conversation opened, params Draft[] drafts) => Conversation.Decide(
        opened,
        new Heard(
            [.. drafts.Select((d, i) => new HeardAbout(i + 1, HeardKind.Submitted, "") { Values = d.Fields })],
            opened.Submitter.Address),
        Monday,
        Rules);

    /// <summary>A conversation whose values were shown and wait for a YES.</summary>
    public static Conversation Awaiting(params Draft[] drafts) =>
        Opened(Math.Max(1, drafts.Length)).Submit(drafts.Length == 0 ? [Complete()] : drafts).Next;

    /// <summary>A conversation of one referral that is on record.</summary>
    public static Conversation OnRecord() => Awaiting().Hear(HeardKind.Confirmed).Next;

    /// <summary>Decides on one thing heard about all referrals.</summary>
    public static Decision Hear(
        this Conversation state,
        HeardKind kind,
        DateTimeOffset? now = null,
        string words = "",
        HouseRules? rules = null) =>
        Conversation.Decide(state, Heard.OfAll(state, kind, words, Rosa), now ?? Monday.AddHours(1), rules ?? Rules);

    /// <summary>Decides on things heard about single referrals.</summary>
    public static Decision Hear(this Conversation state, params HeardAbout[] about) =>
        Conversation.Decide(state, new Heard(about, Rosa), Monday.AddHours(1), Rules);

    /// <summary>Decides on values heard about the first referral.</summary>
    public static Decision Hear(this Conversation state, HeardKind kind, params (FieldName Field, string Value)[] values) =>
        state.Hear(new HeardAbout(1, kind, "") { Values = Values(values) });

    public static Referral The(this Decision decision, int number = 1) =>
        decision.Next.Referrals.Single(r => r.Number == number);

    public static Letter Letter(this Decision decision, LetterPurpose purpose) =>
        decision.Letters.Single(l => l.Purpose == purpose);

    public static IEnumerable<LetterPurpose> Purposes(this Decision decision) =>
        decision.Letters.Select(l => l.Purpose);
}
