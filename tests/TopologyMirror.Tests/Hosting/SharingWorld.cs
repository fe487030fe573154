using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Hosting;

/// <summary>Several hosts in one simulated world that share the world's store.</summary>
internal sealed class SharingWorld : IDisposable
{
    private readonly SortedDictionary<string, (IHost Host, MortalTime Time)> _hosts = new(StringComparer.Ordinal);

    public SimulationWorld World { get; } = new(7, HostWorld.Start);

    /// <summary>How often a cluster's owner was another than the minute before, by cluster; counted by <see cref="PassAsync"/>.</summary>
    public SortedDictionary<string, int> Moves { get; } = new(StringComparer.Ordinal);

    private SortedDictionary<string, string> Owners { get; } = new(StringComparer.Ordinal);

    public static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i:00}"));

    /// <summary>Starts a host.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="clusters">The clusters that it is configured for.</param>
    public Task StartAsync(string name, IEnumerable<string> clusters)
    {
        var time = new MortalTime(World.Time);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time);
        ITopologyMirrorBuilder mirror = builder.Services.AddTopologyMirror(o => o.Owner = name).UseStore(_ => World.Store);
        foreach (string cluster in clusters)
        {
            mirror.AddCluster(cluster, c => HostWorld.Simulated(World, c).UseForecaster(new BlindForecaster()).RunAs(ControlMode.Automatic));
        }

        IHost host = builder.Build();
        _hosts[name] = (host, time);
        return host.StartAsync(CancellationToken.None);
    }

    public Task StopAsync(string name) => _hosts[name].Host.StopAsync(CancellationToken.None);

    /// <summary>From now on nothing of the host goes on.</summary>
    public void Kill(string name) => _hosts[name].Time.IsDead = true;

    public int Held(string name) => Owned(name).Count();

    public IEnumerable<string> Owned(string name) =>
        _hosts[name].Time.IsDead ? [] : PipelinesOf(name).Where(p => p.HoldsLease).Select(p => p.Cluster.Value);

    public IReadOnlyCollection<MirrorPipeline> PipelinesOf(string name) => _hosts[name].Host.Services.GetRequiredService<MirrorPipelines>().All;

    /// <summary>All that is owned, by living hosts.</summary>
    public int Owned() => _hosts.Keys.Sum(Held);

    public async Task PassAsync(TimeSpan time)
    {
        DateTimeOffset until = World.Now + time;
        while (World.Now < until)
        {
            await World.WaitUntilAsync(World.Now + TimeSpan.FromSeconds(1));
            foreach (string host in _hosts.Keys)
            {
                foreach (string cluster in Owned(host))
                {
                    bool moved = Owners.TryGetValue(cluster, out string? before) && !string.Equals(before, host, StringComparison.Ordinal);
                    Moves[cluster] = Moves.GetValueOrDefault(cluster) + (moved ? 1 : 0);
                    Owners[cluster] = host;
                }
            }
        }
    }

    public void Dispose()
    {
        foreach ((IHost host, _) in _hosts.Values)
        {
            host.Dispose();
        }
    }
}
