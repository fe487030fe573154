using TopologyMirror.Pipeline;

namespace TopologyMirror.Simulation;

/// <summary>
/// Very many switchovers of the shipped pipeline under faults: a world per seed, disturbed for some ticks, mended, and given time, again
/// and again. No effect may break an invariant on the ground truth, and after each rest everything must have ended as it must. What fails is
/// played again with fewer and fewer faults, until none can be left out.
/// </summary>
/// <remarks>Immutable but for its init-only settings. Runs of different seeds may go on in parallel threads, as far as the set-up allows that.</remarks>
public sealed class SimulationCampaign
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private const int TimeLineLength = 120;

    private static readonly SimulationFault[] Catalogue = Enum.GetValues<SimulationFault>();

    /// <summary>A campaign on topologies that are drawn from the seed: one or two services, with names, tiers, work, data, waves, slow starts or without.</summary>
    public SimulationCampaign()
        : this(CampaignTopology.Draw)
    {
    }

    /// <summary>A campaign on a topology of one's own.</summary>
    /// <param name="setUp">
    /// Fills a new world, for example with <see cref="SimulatedCluster.StartLive"/>, and describes the pipeline, which has to be connected with
    /// <c>UseSimulation(world)</c>. Called once per world. Controllers that die are built again from what it gave, so hooks must not rely on
    /// memory of their own. Load metrics to which it gives no load are driven by the campaign.
    /// </param>
    public SimulationCampaign(Func<SimulationWorld, MirrorPipelineBuilder> setUp)
    {
        ArgumentNullException.ThrowIfNull(setUp);
        SetUp = setUp;
        Release = (world, revision) =>
        {
            foreach (SimulatedCluster cluster in world.Clusters)
            {
                cluster.Configuration.Desired = new ConfigDigest(revision.ToString("x64", System.Globalization.CultureInfo.InvariantCulture));
            }
        };
    }

    /// <summary>Switchovers after which a run ends; the last rest may add some. Default: 100.</summary>
    public int Switchovers { get; init; } = 100;

    /// <summary>Ticks in which a world is disturbed before it is mended. Default: 20.</summary>
    public int DisturbedTicks { get; init; } = 20;

    /// <summary>Ticks within which everything must have ended once it is mended. Default: 200.</summary>
    public int RestTicks { get; init; } = 200;

    /// <summary>The faults that are switched on; null to draw some per seed. Default: null.</summary>
    public IReadOnlyCollection<SimulationFault>? Faults { get; init; }

    /// <summary>The faults from which is drawn where <see cref="Faults"/> gives none. Default: the whole catalogue.</summary>
    public IReadOnlyList<SimulationFault> DrawnFrom { get; init; } = Catalogue;

    /// <summary>How likely a fault strikes where it can; null to draw that per seed and fault. Default: null.</summary>
    public double? Probability { get; init; }

    /// <summary>How a new revision is published: gets the world and the revision's number, from 1. Default: its number becomes the digest that is desired of every cluster.</summary>
    public Action<SimulationWorld, int> Release { get; init; }

    /// <summary>Most runs that may be spent on finding the shortest list of faults. Default: 60.</summary>
    public int ShrinkRuns { get; init; } = 60;

    /// <summary>True to keep and hash every event, so that two runs can be compared; costs time. Default: false.</summary>
    public bool KeepsLog { get; init; }

    internal Func<SimulationWorld, MirrorPipelineBuilder> SetUp { get; }

    /// <summary>Plays one seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <exception cref="InvalidPipelineException">What was set up cannot be built.</exception>
    public SimulationReport Run(int seed)
    {
        SortedDictionary<SimulationFault, double> faults = Draw(seed);
        CampaignRun run = Play(seed, faults, KeepsLog);
        SimulationReport report = SimulationReport.Of(run, KeepsLog);
        return run.Failures.Count == 0 ? report : report with { Failures = [Shrink(seed, faults, run)] };
    }

    /// <summary>Plays some seeds, one after the other.</summary>
    /// <param name="seeds">The seeds.</param>
    public SimulationReport Run(IEnumerable<int> seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        return seeds.Aggregate(SimulationReport.Empty, (sum, seed) => sum.Add(Run(seed)));
    }

    private CampaignRun Play(int seed, SortedDictionary<SimulationFault, double> faults, bool keepsLog)
    {
        var run = new CampaignRun(this, seed, faults, keepsLog);
        run.Play();
        return run;
    }

    /// <summary>Now and then none, mostly a handful: with everything at once little would ever be committed.</summary>
    private SortedDictionary<SimulationFault, double> Draw(int seed)
    {
        var dice = new CampaignDice(new SimulationRandom(seed, "campaign/faults"));
        var drawn = new SortedDictionary<SimulationFault, double>();
        if (Faults is { } fixedSet)
        {
            foreach (SimulationFault fault in fixedSet)
            {
                drawn[fault] = Probability ?? dice.Double(0.01, 0.1);
            }

            return drawn;
        }

        for (int left = dice.Chance(0.05) ? 0 : dice.Between(1, 6); left > 0 && DrawnFrom.Count > 0; left--)
        {
            drawn[DrawnFrom[dice.Below(DrawnFrom.Count)]] = Probability ?? dice.Double(0.01, 0.1);
        }

        return drawn;
    }

    private SimulationFailure Shrink(int seed, SortedDictionary<SimulationFault, double> faults, CampaignRun first)
    {
        var search = new CampaignShrinker<SimulationFault>(subset => Play(seed, Only(faults, subset), keepsLog: false).Failures.Count > 0, ShrinkRuns);
        IReadOnlyList<SimulationFault> shortest = search.Shorten([.. faults.Keys]);
        CampaignRun last = Play(seed, Only(faults, shortest), keepsLog: true);
        return new SimulationFailure
        {
            Seed = seed,
            Drawn = [.. faults.Keys],
            Shortest = shortest,
            Reasons = [.. last.Failures.Count > 0 ? last.Failures : first.Failures],
            IsUnfinished = first.IsUnfinished,
            TimeLine = last.TimeLine(TimeLineLength),
        };
    }

    private static SortedDictionary<SimulationFault, double> Only(SortedDictionary<SimulationFault, double> faults, IReadOnlyList<SimulationFault> subset) =>
        new(faults.Where(f => subset.Contains(f.Key)).ToDictionary());
}
