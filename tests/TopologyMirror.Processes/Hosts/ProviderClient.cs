using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using TopologyMirror.Durability;
using TopologyMirror.Processes.Provider;

namespace TopologyMirror.Processes.Hosts;

/// <summary>Speaks to the provider's process over its Unix socket. Thread-safe.</summary>
internal sealed class ProviderClient(string socket) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(socket, token) })
    {
        BaseAddress = new Uri("http://provider/"),
    };

    public Task<StateMessage> ReadStateAsync(CancellationToken cancellationToken) => GetAsync<StateMessage>("state", cancellationToken);

    public Task<ReportMessage> ReadReportAsync(CancellationToken cancellationToken) => GetAsync<ReportMessage>("report", cancellationToken);

    public Task<SampleMessage[]> ReadLoadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        GetAsync<SampleMessage[]>(string.Create(CultureInfo.InvariantCulture, $"load?from={from.UtcTicks}&to={to.UtcTicks}"), cancellationToken);

    public async Task CalmAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.PostAsync(new Uri("calm", UriKind.Relative), null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the provider has carried out an effect of an epoch, or of a higher one.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task WaitForEpochAsync(long epoch, TimeSpan within, CancellationToken cancellationToken)
    {
        DateTimeOffset until = TimeProvider.System.GetUtcNow() + within;
        while ((await ReadReportAsync(cancellationToken)).Epoch < epoch)
        {
            if (TimeProvider.System.GetUtcNow() > until)
            {
                throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"No effect of epoch {epoch} came within {within}."));
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Issues an effect.</summary>
    /// <exception cref="StaleEpochException">The provider has seen a higher epoch.</exception>
    public async Task<EffectAnswer> IssueAsync(ClusterName cluster, EffectMessage effect, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.PostAsJsonAsync("effect", effect, Json, cancellationToken);
        response.EnsureSuccessStatusCode();
        EffectAnswer answer = await response.Content.ReadFromJsonAsync<EffectAnswer>(Json, cancellationToken) ?? throw new JsonException("The provider answered null.");
        return answer.StaleAgainst is { } current ? throw new StaleEpochException(cluster, new Epoch(effect.Epoch), new Epoch(current)) : answer;
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        await _http.GetFromJsonAsync<T>(path, Json, cancellationToken) ?? throw new JsonException("The provider answered null.");

    private static async ValueTask<Stream> ConnectAsync(string socket, CancellationToken cancellationToken)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
