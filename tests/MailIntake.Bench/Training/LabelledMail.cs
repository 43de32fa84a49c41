using System.Text.Json;
using MailIntake.Referrals;

namespace MailIntake.Bench.Training;

/// <summary>A mail of fixtures/corpus with what a careful person would enter.</summary>
internal sealed record LabelledMail(string Set, string Id, byte[] Raw, PartnerDirectory Directory, JsonElement Labels)
{
    /// <summary>All sets, each a folder with directory.json, labels.json and the mails.</summary>
    public static List<LabelledMail> Load(string corpus)
    {
        var mails = new List<LabelledMail>();
        foreach (var folder in System.IO.Directory.EnumerateDirectories(corpus).Order(StringComparer.Ordinal))
        {
            var directory = PartnerDirectory.FromJson(File.ReadAllText(Path.Combine(folder, "directory.json")));
            using var labels = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "labels.json")));
            foreach (var entry in labels.RootElement.EnumerateObject())
            {
                var file = entry.Value.TryGetProperty("file", out var name) ? name.GetString()! : $"{entry.Name}.eml";
                mails.Add(new LabelledMail(Path.GetFileName(folder), entry.Name,
                    File.ReadAllBytes(Path.Combine(folder, file)), directory,
                    entry.Value.GetProperty("labels").Clone()));
            }
        }

        return mails;
    }

    public string Kind => Labels.GetProperty("kind").GetString()!;

    /// <summary>The label and the other right answers; empty where the mail does not give the field.</summary>
    public IReadOnlyList<string> Right(string field)
    {
        var right = new List<string>();
        if (Labels.TryGetProperty("fields", out var fields) && fields.TryGetProperty(field, out var label))
        {
            right.Add(label.ToString());
        }

        if (Labels.TryGetProperty("acceptable", out var all) && all.TryGetProperty(field, out var acceptable))
        {
            right.AddRange(acceptable.EnumerateArray().Where(a => a.ValueKind != JsonValueKind.Null)
                .Select(a => a.ToString()));
        }

        return right;
    }

    /// <summary>Whether the field may be left out as well.</summary>
    public bool MayBeMissing(string field) =>
        Labels.TryGetProperty("acceptable", out var all) && all.TryGetProperty(field, out var acceptable)
            && acceptable.EnumerateArray().Any(a => a.ValueKind == JsonValueKind.Null);
}
