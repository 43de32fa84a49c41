using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using MailIntake.Mail.Net;

namespace MailIntake.Inbox;

/// <summary>
/// What a server is given as proof of who we are: the password of the settings, or an OAuth 2.0 access token asked for
/// by client credentials (Microsoft 365) or a refresh token (Google), kept for 80 in 100 of its life.
/// </summary>
internal sealed class SignIn(HttpClient http, TimeProvider time)
{
    /// <summary>RFC 6749 only recommends that an answer says how long its token lives.</summary>
    private const int UnsaidLifeSeconds = 300;

    /// <summary>Inbox and outbox ask at the same time.</summary>
    private readonly ConcurrentDictionary<OAuthOptions, (string Token, DateTimeOffset Until)> _tokens = [];

    /// <summary>Null where no user is set.</summary>
    /// <exception cref="SignInException">The provider gave no token; the message has its words.</exception>
    public async Task<Credentials?> CredentialsAsync(string? user, string? password, OAuthOptions oauth, CancellationToken token)
    {
        if (string.IsNullOrEmpty(user))
        {
            return null;
        }

        return oauth.Provider is null
            ? new PasswordCredentials(user, password ?? "")
            : new TokenCredentials(user, await TokenAsync(oauth, token));
    }

    private async Task<string> TokenAsync(OAuthOptions oauth, CancellationToken token)
    {
        var now = time.GetUtcNow();
        if (_tokens.TryGetValue(oauth, out var kept) && now < kept.Until)
        {
            return kept.Token;
        }

        var endpoint = Endpoint(oauth);
        try
        {
            using var response = await http.PostAsync(endpoint, new FormUrlEncodedContent(await FormAsync(oauth, token)), token);
            var answer = await ReadAsync(response, token);
            if (answer?.AccessToken is not { Length: > 0 } access)
            {
                throw new SignInException($"{endpoint.Host} gave no token: {answer?.Error} {answer?.Description}".TrimEnd());
            }

            var life = answer.ExpiresIn > 0 ? answer.ExpiresIn : UnsaidLifeSeconds;
            _tokens[oauth] = (access, now + (TimeSpan.FromSeconds(life) * 0.8));
            return access;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException
            || (e is TaskCanceledException && !token.IsCancellationRequested))
        {
            throw new SignInException($"{endpoint.Host} could not be asked for a token: {e.Message}", e);
        }
    }

    private static async Task<TokenAnswer?> ReadAsync(HttpResponseMessage response, CancellationToken token)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<TokenAnswer>(token);
        }
        catch (JsonException e)
        {
            throw new HttpRequestException($"its answer ({(int)response.StatusCode}) is not JSON", e);
        }
    }

    private static Uri Endpoint(OAuthOptions oauth) => oauth switch
    {
        { TokenEndpoint: { Length: > 0 } given } => new Uri(given),
        { Provider: OAuthProvider.Google } => new Uri("https://oauth2.googleapis.com/token"),
        _ => new Uri($"https://login.microsoftonline.com/{oauth.Tenant}/oauth2/v2.0/token"),
    };

    private static async Task<Dictionary<string, string>> FormAsync(OAuthOptions oauth, CancellationToken token)
    {
        var form = new Dictionary<string, string> { ["client_id"] = oauth.ClientId ?? "" };
        if (oauth.SecretFile is { Length: > 0 } secret)
        {
            form["client_secret"] = (await File.ReadAllTextAsync(secret, token)).Trim();
        }

        if (oauth.Provider == OAuthProvider.Google)
        {
            form["grant_type"] = "refresh_token";
            form["refresh_token"] = (await File.ReadAllTextAsync(oauth.RefreshTokenFile ?? "", token)).Trim();
        }
        else
        {
            form["grant_type"] = "client_credentials";
            form["scope"] = "https://outlook.office365.com/.default";
        }

        return form;
    }

    private sealed class TokenAnswer
    {
        [JsonPropertyName("access_token")]
        public string? AccessToken { get; set; }

        /// <summary>Seconds.</summary>
        [JsonPropertyName("expires_in")]
        public int ExpiresIn { get; set; }

        [JsonPropertyName("error")]
        public string? Error { get; set; }

        [JsonPropertyName("error_description")]
        public string? Description { get; set; }
    }
}

/// <summary>The provider gave no token.</summary>
internal sealed class SignInException(string message, Exception? inner = null) : Exception(message, inner);
