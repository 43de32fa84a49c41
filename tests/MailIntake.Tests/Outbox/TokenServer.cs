using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailIntake.Tests.Outbox;

/// <summary>An OAuth token endpoint on a loopback port: notes what was asked and answers what it is told to.</summary>
internal sealed class TokenServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public TokenServer()
    {
        Endpoint = $"http://127.0.0.1:{FreePort()}/token/";
        _listener.Prefixes.Add(Endpoint);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Endpoint { get; }

    /// <summary>The forms that were posted, oldest first.</summary>
    public List<string> Asked { get; } = [];

    public int Status { get; set; } = 200;

    /// <summary>"{0}" stands for the number of the answer.</summary>
    public string Answer { get; set; } = """{"token_type":"Bearer","expires_in":1000,"access_token":"token-{0}"}""";

    public void Dispose()
    {
        _listener.Close();
        _serving.GetAwaiter().GetResult();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            Asked.Add(await reader.ReadToEndAsync());
            context.Response.StatusCode = Status;
            var number = Asked.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await context.Response.OutputStream.WriteAsync(
                Encoding.UTF8.GetBytes(Answer.Replace("{0}", number, StringComparison.Ordinal)));
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
