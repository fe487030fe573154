using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TopologyMirror.Hosting;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Regressions;

/// <summary>Options that no check named: numbers that are no mode or kind, absent parts, utilisations in percent, misspelt keys.</summary>
public sealed class R0009_ContradictionsInOptionsAreNamed
{
    public static TheoryData<Action<MirrorPipelineOptions>, string> Faults => new()
    {
        { o => o.Capacity.Risk = 2, "MirrorPipelineOptions.Capacity.Risk (2) must be between 0.0001 and 0.5." },
        { o => o.Capacity.Risk = double.NaN, "MirrorPipelineOptions.Capacity.Risk (NaN) must be between 0.0001 and 0.5." },
        { o => o.TickInterval = TimeSpan.Zero, "MirrorPipelineOptions.TickInterval (00:00:00) must be between 00:00:01 and 1.00:00:00." },
        { o => o.Services["web"].Floor = 0, "Services:web.Floor (0) must be between 1 and 100000." },
        { o => o.Services["web"].LoadPerInstance = -5, "Services:web.LoadPerInstance (-5) must be between" },
        { o => o.LoadMetrics["rps"].Step = TimeSpan.Zero, "LoadMetrics:rps.Step (00:00:00) must be between 00:00:01 and 31.00:00:00." },
        { o => o.Mode = (ControlMode)99, "Mode" },
        { o => o.LoadMetrics["rps"].Kind = (MetricKind)77, "Kind" },
        { o => o.Switchover = null!, "Switchover" },
        { o => o.Services["web"] = null!, "The options of service 'web' are null." },
        { o => o.LoadMetrics["rps"] = null!, "The options of load metric 'rps' are null." },
        { o => o.LoadMetrics["rps"].Utilisation(), "ServiceOptions.LoadPerInstance (10) of service 'web' is the utilisation to aim at and must be at most 1" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Build_Contradiction_IsNamed(Action<MirrorPipelineOptions> spoil, string says) =>
        Should.Throw<InvalidPipelineException>(() => PipelineWorld.Steady().Builder().Configure(spoil).Build()).Message.ShouldContain(says);

    [Fact]
    public void Start_MisspeltKeyOrBadSetUp_IsNamedWithItsCluster()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["T:Clusters:shop:Mod"] = "Automatic" });
        builder.Services.AddTopologyMirror(builder.Configuration.GetSection("T"))
            .AddCluster("shop", _ => { })
            .AddCluster("mall", c => c.AddService(" "));
        using IHost host = builder.Build();

        IReadOnlyList<string> faults = Should.Throw<InvalidHostException>(() => host.Services.GetRequiredService<MirrorPipelines>().All).Faults;
        faults.ShouldContain(f => f.StartsWith("Cluster 'shop' cannot be set up: ", StringComparison.Ordinal) && f.Contains("Mod", StringComparison.Ordinal));
        faults.ShouldContain(f => f.StartsWith("Cluster 'mall' cannot be set up: ", StringComparison.Ordinal));
    }
}
