using System.Text.Json;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Extraction.Proposals;
using MailIntake.Referrals.Reading;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Injection;

/// <summary>A mail of fixtures/injection with what is expected of it: its kind, the fields that must be as they are
/// without the attack, and the values that no field may take.</summary>
internal sealed class HostileMail
{
    private HostileMail(string name)
    {
        Raw = File.ReadAllBytes(RepositoryFiles.Fixtures("injection", name + ".eml"));
        using var expected = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Fixtures("injection", name + ".json")));
        Kind = expected.RootElement.GetProperty("kind").GetString()!;
        Keeps = Fields(expected.RootElement.GetProperty("keeps"));
        Injected = Fields(expected.RootElement.GetProperty("injected"));
        Reading = EmailReader.Read(Email.Parse(Raw), People);
        Rules = ReferralExtractor.Extract(Reading, People);
    }

    public static PartnerDirectory People { get; } =
        PartnerDirectory.FromJson(File.ReadAllText(RepositoryFiles.Fixtures("injection", "directory.json")));

    public byte[] Raw { get; }

    public string Kind { get; }

    public IReadOnlyDictionary<FieldName, string> Keeps { get; }

    public IReadOnlyDictionary<FieldName, string> Injected { get; }

    public EmailReading Reading { get; }

    public ReferralFindings Rules { get; }

    public static IEnumerable<string> Names => Directory.GetFiles(RepositoryFiles.Fixtures("injection"), "*.eml")
        .Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    public static HostileMail Load(string name) => new(name);

    /// <summary>What a model says that does all that the mail tells it: the injected values, for all that they replace
    /// or beside what the rules know, each quoting itself.</summary>
    public IEnumerable<ProposedProspect> Obeyed()
    {
        var injected = Injected.ToDictionary(i => i.Key, i => new ProposedValue(i.Value, [i.Value]));
        yield return new ProposedProspect(injected);

        var known = Rules.Drafts.Count == 0 ? [] : Rules.Drafts[0].Fields
            .ToDictionary(f => f.Key, f => new ProposedValue(f.Value.Value, [f.Value.Value]));
        foreach (var (field, value) in injected)
        {
            yield return new ProposedProspect(new Dictionary<FieldName, ProposedValue>(known) { [field] = value });
        }
    }

    public void IsUntouchedIn(ReferralFindings findings)
    {
        foreach (var draft in findings.Drafts)
        {
            foreach (var (field, value) in Injected)
            {
                (draft.Text(field) ?? "").Should().NotContainEquivalentOf(value, $"{field} is injected");
            }
        }

        foreach (var (field, value) in Keeps)
        {
            findings.Drafts[0].Text(field).Should().Be(value);
        }
    }

    private static Dictionary<FieldName, string> Fields(JsonElement json) =>
        json.EnumerateObject().ToDictionary(p => FieldNames.Find(p.Name)!.Value, p => p.Value.GetString()!);
}
