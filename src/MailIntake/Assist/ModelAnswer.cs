using System.Text.Json;
using System.Text.Json.Serialization;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction.Proposals;
using Microsoft.Extensions.AI;

namespace MailIntake.Assist;

/// <summary>
/// The shape of a model's answer, as schema and as what is read: one type for both, so that they cannot drift. Unknown,
/// missing and doubled members, wrong words of an enumeration and numbers out of reach are faults, not surprises.
/// </summary>
internal sealed record ModelAnswer
{
    private const int MostProspects = 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Strict servers want every member required and no others allowed.</summary>
    public static ChatResponseFormatJson Format { get; } = Microsoft.Extensions.AI.ChatResponseFormat.ForJsonSchema(
        AIJsonUtilities.TransformSchema(
            AIJsonUtilities.CreateJsonSchema(typeof(ModelAnswer), serializerOptions: Options),
            new AIJsonSchemaTransformOptions { DisallowAdditionalProperties = true, RequireAllProperties = true }),
        "referral");

    public required IReadOnlyList<ProspectAnswer> Prospects { get; init; }

    /// <summary>The proposals, or null and why the text is none.</summary>
    public static IReadOnlyList<ProposedProspect>? Read(string text, out string fault)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<ModelAnswer>(text, Options);
            fault = answer is null ? "the answer is null"
                : answer.Prospects.Count > MostProspects ? $"more than {MostProspects} prospects"
                : answer.Prospects.Any(p => p is null) ? "a prospect is null" : "";
            return fault.Length > 0 ? null : [.. answer!.Prospects.Select(p => p.ToProposal())];
        }
        catch (JsonException e)
        {
            fault = e.Message;
            return null;
        }
    }
}

internal sealed record ProspectAnswer
{
    public required ValueAnswer? ContactName { get; init; }

    public required ValueAnswer? ContactEmail { get; init; }

    public required ValueAnswer? ContactTitle { get; init; }

    public required ValueAnswer? ContactPhone { get; init; }

    public required ValueAnswer? Company { get; init; }

    public required ValueAnswer? Need { get; init; }

    public required ValueAnswer? DealValue { get; init; }

    public required ValueAnswer? Timeline { get; init; }

    /// <summary>What the answer only infers is no proposal.</summary>
    public ProposedProspect ToProposal() => new(new (FieldName Field, ValueAnswer? Answer)[]
    {
        (FieldName.ProspectContactName, ContactName),
        (FieldName.ProspectContactEmail, ContactEmail),
        (FieldName.ProspectContactTitle, ContactTitle),
        (FieldName.ProspectContactPhone, ContactPhone),
        (FieldName.ProspectCompany, Company),
        (FieldName.ProductInterest, Need),
        (FieldName.DealValue, DealValue),
        (FieldName.Timeline, Timeline),
    }.Where(f => f.Answer is { Basis: AnswerBasis.Stated }).ToDictionary(
        f => f.Field, f => new ProposedValue(f.Answer!.Value, f.Answer.Quotes)));
}

internal sealed record ValueAnswer
{
    public required string Value { get; init; }

    public required IReadOnlyList<string> Quotes { get; init; }

    public required AnswerBasis Basis { get; init; }
}

internal enum AnswerBasis
{
    Stated,
    Inferred,
}
