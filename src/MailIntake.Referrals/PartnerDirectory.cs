using System.Text.Json;
using System.Text.Json.Serialization;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.People;

namespace MailIntake.Referrals;

/// <summary>
/// Who we are and who our partners are. Read from JSON (settings: Directory:File; <c>parse --directory</c>); asked by
/// address, domain and name. Unknown members are refused, so that a misspelt one is not silently lost.
/// </summary>
public sealed class PartnerDirectory
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly Dictionary<string, Partner> _partnerByAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Partner> _partnerByDomain = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Partner> _partnerByAlias = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Contact> _contactByAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Rep> _repByAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ourDomains = new(StringComparer.OrdinalIgnoreCase);
    private DirectoryNames? _names;

    public PartnerDirectory(Us us, IReadOnlyList<Partner> partners)
    {
        Us = us;
        Partners = partners;
        _ourDomains.UnionWith(us.Domains);
        foreach (var rep in us.Reps)
        {
            foreach (var address in rep.AllAddresses)
            {
                _repByAddress.TryAdd(address, rep);
            }
        }

        foreach (var partner in partners)
        {
            foreach (var domain in partner.Domains)
            {
                _partnerByDomain.TryAdd(domain, partner);
            }

            if (partner.Alias is { Length: > 0 } alias)
            {
                _partnerByAlias.TryAdd(alias, partner);
            }

            foreach (var contact in partner.Contacts)
            {
                foreach (var address in contact.AllAddresses)
                {
                    _partnerByAddress.TryAdd(address, partner);
                    _contactByAddress.TryAdd(address, contact);
                }
            }
        }
    }

    /// <summary>No directory: nobody is ours, nobody is a partner.</summary>
    public static PartnerDirectory Empty { get; } = new(new Us(), []);

    public Us Us { get; }

    public IReadOnlyList<Partner> Partners { get; }

    /// <summary>The names in it, by their words; made when first asked for.</summary>
    internal DirectoryNames Names => _names ??= new DirectoryNames(this);

    public EmailAddress? TrackAddress => EmailAddress.TryParse(Us.TrackAddress, out var address) ? address : null;

    /// <exception cref="JsonException">The text is no directory; the message says where.</exception>
    public static PartnerDirectory FromJson(string json) => FromJson(json, Options);

    /// <summary>As <see cref="FromJson(string)"/>, but members it does not know are passed over: for a directory that
    /// another program keeps.</summary>
    /// <exception cref="JsonException">The text is no directory; the message says where.</exception>
    public static PartnerDirectory FromForeignJson(string json) =>
        FromJson(json, new JsonSerializerOptions(Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip });

    private static PartnerDirectory FromJson(string json, JsonSerializerOptions options)
    {
        var file = JsonSerializer.Deserialize<DirectoryFile>(json, options)
            ?? throw new JsonException("the directory is empty (null)");
        return new PartnerDirectory(file.Us, file.Partners);
    }

    public string ToJson() => JsonSerializer.Serialize(new DirectoryFile { Us = Us, Partners = Partners }, Options);

    /// <summary>The address is one of our people, the track address (with or without a plus part) or at our domain.</summary>
    public bool IsOurs(EmailAddress address) =>
        _ourDomains.Contains(address.Domain) || _repByAddress.ContainsKey(address.ToString()) || IsTrack(address);

    /// <summary>The track address itself, also as <c>track+token@</c>.</summary>
    public bool IsTrack(EmailAddress address)
    {
        if (TrackAddress is not { } track || address.Domain != track.Domain)
        {
            return false;
        }

        var local = address.LocalPart;
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        return (plus < 0 ? local : local[..plus]).Equals(track.LocalPart, StringComparison.OrdinalIgnoreCase);
    }

    public Rep? FindRep(EmailAddress address) => _repByAddress.GetValueOrDefault(address.ToString());

    /// <summary>The listed contact with that address, or null.</summary>
    public Contact? FindContact(EmailAddress address) => _contactByAddress.GetValueOrDefault(address.ToString());

    /// <summary>The partner whose contact has that address, or whose domain (or a parent of it) that is.</summary>
    public Partner? FindPartner(EmailAddress address)
    {
        if (_partnerByAddress.TryGetValue(address.ToString(), out var partner))
        {
            return partner;
        }

        var domain = address.Domain;
        while (domain.Contains('.', StringComparison.Ordinal))
        {
            if (_partnerByDomain.TryGetValue(domain, out partner))
            {
                return partner;
            }

            domain = domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..];
        }

        return null;
    }

    public Partner? FindPartnerByAlias(string alias) => _partnerByAlias.GetValueOrDefault(alias);

    private sealed record DirectoryFile
    {
        public Us Us { get; init; } = new();

        public IReadOnlyList<Partner> Partners { get; init; } = [];
    }
}

/// <summary>Our own house: the vendor the referrals are brought to.</summary>
public sealed record Us
{
    public string Name { get; init; } = "";

    public IReadOnlyList<string> Domains { get; init; } = [];

    public string TrackAddress { get; init; } = "";

    public IReadOnlyList<string> Products { get; init; } = [];

    public IReadOnlyList<Rep> Reps { get; init; } = [];

    /// <summary>Companies that are customers already.</summary>
    public IReadOnlyList<Customer> Customers { get; init; } = [];
}

/// <summary>A company that is a customer already; in the file its name alone, or an object.</summary>
[JsonConverter(typeof(CustomerConverter))]
public sealed record Customer(string Company, IReadOnlyList<string> Domains);

internal sealed class CustomerConverter : JsonConverter<Customer>
{
    public override Customer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new Customer(reader.GetString()!, []);
        }

        var entry = JsonSerializer.Deserialize<Entry>(ref reader, options) ?? new Entry();
        return new Customer(entry.Company ?? entry.Name
            ?? throw new JsonException("a customer has neither company nor name"), entry.Domains);
    }

    public override void Write(Utf8JsonWriter writer, Customer value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Entry { Company = value.Company, Domains = value.Domains }, options);

    private sealed record Entry
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Company { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Name { get; init; }

        public IReadOnlyList<string> Domains { get; init; } = [];
    }
}

/// <summary>One of our sales people.</summary>
public sealed record Rep
{
    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public IReadOnlyList<string> Addresses { get; init; } = [];

    [JsonIgnore]
    public IEnumerable<string> AllAddresses => Addresses.Prepend(Email).Where(a => a.Length > 0);
}

public sealed record Partner
{
    public string Company { get; init; } = "";

    public IReadOnlyList<string> Domains { get; init; } = [];

    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>The word of <c>track+alias@</c>.</summary>
    public string? Alias { get; init; }

    /// <summary>The company this one belongs to.</summary>
    public string? Parent { get; init; }

    /// <summary>BCP 47, for letters.</summary>
    public string? Language { get; init; }

    /// <summary>The partner's manager on our side, who hears of a referral without a rep.</summary>
    public string? Manager { get; init; }
}

/// <summary>A person of a partner, known by one or more addresses, optionally only within dates.</summary>
public sealed record Contact
{
    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public IReadOnlyList<string> Addresses { get; init; } = [];

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    [JsonIgnore]
    public IEnumerable<string> AllAddresses => Addresses.Prepend(Email).Where(a => a.Length > 0);
}
