using MailIntake.Assist;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction.Proposals;
using MailIntake.Tests.Assist;

namespace MailIntake.Tests.Injection;

/// <summary>Hostile mails: no field takes an injected value and no state changes, by rules alone and with a model that
/// does whatever a mail tells it.</summary>
public sealed class InjectionTests
{
    public static TheoryData<string> Mails() => new(HostileMail.Names);

    [Fact]
    public void There_are_many() => HostileMail.Names.Should().HaveCountGreaterThan(60);

    [Theory]
    [MemberData(nameof(Mails))]
    public void The_rules_take_nothing_injected_and_keep_the_rest(string name)
    {
        var mail = HostileMail.Load(name);

        mail.Reading.Kind.ToString().Should().BeEquivalentTo(mail.Kind.Replace("-", "", StringComparison.Ordinal));
        mail.IsUntouchedIn(mail.Rules);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void An_obedient_model_gets_nothing_through(string name)
    {
        var mail = HostileMail.Load(name);
        var shown = ShownMail.Of(mail.Reading, HostileMail.People);

        foreach (var obeyed in mail.Obeyed())
        {
            mail.IsUntouchedIn(ProposalJudge.Judge(mail.Rules, [obeyed], shown, HostileMail.People));
        }
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task An_obedient_model_at_the_wire_confirms_nothing_and_writes_to_nobody_else(string name)
    {
        var mail = HostileMail.Load(name);
        using var server = new ChatServer(ChatReply.Says(Answer(mail)));
        using var http = new HttpClient();
        var options = new ModelOptions { Kind = ModelKind.OpenAI, Endpoint = $"{server.Root}/v1", Name = "obedient", Key = "k" };
        using var client = new OpenAIChatClient(options, http);
        await using var world = await IntakeWorld.CreateAsync(people: HostileMail.People, model: client);

        await world.HearAsync(mail.Raw);
        await world.AskAsync();
        await world.Intake.TurnAsync(default);

        (await world.Store.EmailLinesAsync(default)).Should().ContainSingle().Which.Status.Should().Be("settled");
        (await world.RecordsAsync()).Should().BeEmpty();
        var letters = await world.LettersAsync();
        letters.Select(l => l.To[0].Address!.ToString()).Should().OnlyContain(a => a == mail.Reading.Email.From[0].Address!.ToString());

        // A letter names its sender and the files that could not be opened as the sender wrote them.
        var echoed = string.Join(' ', [mail.Reading.Email.From[0].ToString(), .. mail.Reading.Unread]);
        foreach (var value in mail.Injected.Values.Where(v => !echoed.Contains(v, StringComparison.Ordinal)))
        {
            letters.Select(l => l.TextBody!.Text).Should().NotContain(t => t.Contains(value), "no letter shows an injected value");
        }
    }

    private static string Answer(HostileMail mail)
    {
        var names = new Dictionary<FieldName, string>
        {
            [FieldName.ProspectContactName] = "contactName",
            [FieldName.ProspectContactEmail] = "contactEmail",
            [FieldName.ProspectContactPhone] = "contactPhone",
            [FieldName.ProspectCompany] = "company",
            [FieldName.DealValue] = "dealValue",
        };
        return ChatReply.Answer([.. mail.Injected.Where(i => names.ContainsKey(i.Key)).Select(i => (names[i.Key], i.Value, i.Value))]);
    }
}
