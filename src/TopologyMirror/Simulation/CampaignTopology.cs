using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>The topology of a campaign that brings none: small, fast, and drawn from the seed.</summary>
internal static class CampaignTopology
{
    private const string Name = "shop";

    private const string Front = "web";

    private const string Back = "db";

    private const string Metric = "rps";

    private const string Data = "orders";

    public static MirrorPipelineBuilder Draw(SimulationWorld world)
    {
        var dice = new CampaignDice(world.Random("topology"));
        SimulatedCluster cluster = world.Cluster(new ClusterName(Name));
        cluster.Profile = Profile;
        bool named = dice.Chance(0.1);
        bool tiers = !named && dice.Chance(0.3);
        bool wired = tiers && dice.Chance(0.5);
        bool works = dice.Chance(0.3);
        bool holdsData = dice.Chance(0.3);
        bool isSlow = dice.Chance(0.25);
        int? wave = dice.Chance(0.15) ? 1 : null;
        if (dice.Chance(0.2))
        {
            cluster.AddRouter("edge");
        }

        if (named)
        {
            cluster.Names.Add("shop.example", TimeSpan.FromSeconds(2));
        }

        cluster.StartLive(new ServiceName(Front), dice.Between(2, 3));
        if (tiers)
        {
            cluster.StartLive(new ServiceName(Back), 2);
        }

        if (works)
        {
            cluster.AddWorkGate();
        }

        if (holdsData)
        {
            cluster.AddStore(dice.Chance(0.8)).AddDataSet(new DataSetName(Data), new ServiceName(tiers ? Back : Front), TimeSpan.FromSeconds(2));
        }

        MirrorPipelineBuilder builder = new MirrorPipelineBuilder(Name).AddLoadMetric(Metric, m => (m.Step, m.VisibilityDelay) = (Step, TimeSpan.Zero))
            .AddService(Front, s => Declare(s, works, holdsData && !tiers, wave, tiers ? Back : null));
        _ = tiers ? builder.AddService(Back, s => Declare(s, works: false, holdsData, wave, calls: null)) : builder;
        builder.Configure(o => Hasten(o, isSlow)).UseSimulation(world).UseForecaster(new CampaignBlindForecaster()).RunAs(ControlMode.Automatic);
        return wired ? builder.UseSimulatedWiring(world) : builder;
    }

    private static TimeSpan Step => TimeSpan.FromSeconds(10);

    private static SimulationProfile Profile { get; } = new()
    {
        ShortestCall = TimeSpan.FromMilliseconds(1),
        LongestCall = TimeSpan.FromMilliseconds(5),
        ShortestDataPlaneLag = TimeSpan.FromMilliseconds(50),
        LongestDataPlaneLag = TimeSpan.FromMilliseconds(800),
        ShortestDrain = TimeSpan.FromMilliseconds(200),
        LongestDrain = TimeSpan.FromSeconds(2),
        LaunchLead = static (_, random) => random.NextBetween(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(12)),
        MaxInstances = 40,
    };

    private static void Declare(ServiceOptions options, bool works, bool holdsData, int? wave, string? calls)
    {
        options.LoadPerInstance = 10;
        options.Ceiling = 6;
        options.WaveSize = wave;
        options.Work = works ? WorkKind.Shared : WorkKind.None;
        if (holdsData)
        {
            options.DataSets.Add(Data);
        }

        if (calls is not null)
        {
            options.DependsOn.Add(calls);
        }
    }

    /// <summary>As fast as it may be, with ticks as far apart as a run takes.</summary>
    private static void Hasten(MirrorPipelineOptions options, bool isSlow)
    {
        options.TickInterval = TimeSpan.FromSeconds(20);
        options.CallTimeout = TimeSpan.FromSeconds(1);
        options.RecordedDecisions = 0;
        options.Forecast.Horizon = TimeSpan.FromMinutes(1);
        options.Forecast.HistoryLength = TimeSpan.FromMinutes(10);
        options.Shadow.StandingCover = 1;
        options.Shadow.LaunchTimeout = TimeSpan.FromMinutes(1);
        options.Promotion.Join = JoinRule.WhenNeeded;
        options.Promotion.ScaleInWindow = TimeSpan.Zero;
        options.Promotion.SustainedFor = TimeSpan.Zero;
        options.Promotion.HoldAfterDrop = TimeSpan.FromMinutes(6);
        options.Promotion.UseWithin = TimeSpan.FromMinutes(1);
        options.Switchover.Bake = TimeSpan.FromSeconds(2);
        options.Switchover.PollInterval = TimeSpan.FromSeconds(1);
        options.Switchover.RetryDelay = TimeSpan.FromSeconds(1);
        options.Switchover.VerifyTimeout = TimeSpan.FromSeconds(10);
        options.Switchover.ValidateTimeout = TimeSpan.FromSeconds(20);
        options.Switchover.MinimumDrain = TimeSpan.FromSeconds(1);
        options.Switchover.DrainTimeout = TimeSpan.FromSeconds(30);
        options.Switchover.HandOverTimeout = TimeSpan.FromSeconds(10);
        options.Switchover.QuiesceTime = TimeSpan.FromSeconds(5);
        options.Switchover.LagPatience = TimeSpan.FromSeconds(20);
        options.Switchover.SlowStart = isSlow ? TimeSpan.FromSeconds(2) : TimeSpan.Zero;
        options.Switchover.SlowStartSteps = 2;
    }
}
