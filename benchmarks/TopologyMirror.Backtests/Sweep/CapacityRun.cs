using TopologyMirror.Capacity;
using TopologyMirror.Pipeline;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>One trace whose instances carry another load than policies are told, by what they know of it. Immutable.</summary>
/// <param name="Set">The set.</param>
/// <param name="Trace">The trace.</param>
/// <param name="Factor">True load per instance at the beginning, as a multiple of what is told.</param>
/// <param name="Seed">The seed of the true capacity's walk, launches and latencies.</param>
/// <param name="Policies">The policies.</param>
/// <param name="LearnedError">Mean of |planned ÷ true load per instance − 1| over the scored ticks in which it was learnt.</param>
/// <param name="Refused">Scored ticks in which it was not, by reason.</param>
/// <param name="InvariantViolations">Effects of the learning pipeline that broke an invariant on the true capacity.</param>
internal sealed record CapacityRun(
    string Set, string Trace, double Factor, int Seed, IReadOnlyList<PolicyRun> Policies, double LearnedError, IReadOnlyDictionary<CapacityRefusalCode, int> Refused, int InvariantViolations)
{
    /// <summary>The shipped pipeline that is told the wrong load per instance and learns the true one.</summary>
    public const string Learned = "topologymirror-learned-capacity";

    private const string ToldRight = "topologymirror-told-right";

    /// <summary>Runs a trace by the shipped pipeline told right, told wrong and learning, and by the reactive rule told wrong.</summary>
    /// <param name="set">The set.</param>
    /// <param name="file">The trace.</param>
    /// <param name="factor">True load per instance at the beginning, as a multiple of what is told.</param>
    /// <param name="seed">The seed.</param>
    public static CapacityRun Of(string set, FileInfo file, double factor, int seed)
    {
        ReplayScenario scenario = ReplayScenario.Create([TraceFiles.Read(file)], seed, ReplayEventVariant.None);
        CapacityCourse course = CapacityCourse.Draw(scenario.Trace, seed, factor);
        ReplayTrace trace = scenario.Trace.With(course);
        LaunchDraws draws = LaunchDraws.Seeded(seed, trace.Name);
        double error = 0;
        int learnt = 0;
        var refused = new SortedDictionary<CapacityRefusalCode, int>();
        PipelineReplayResult right = Run(trace, scenario, draws, seed, (_, b) => b.AddService(PipelineReplay.ServiceName, s => Scale(s, factor)));
        PipelineReplayResult wrong = Run(trace, scenario, draws, seed, (_, _) => { });
        PipelineReplayResult own = Run(trace, scenario, draws, seed, (r, b) => r.LearnCapacity(b), (tick, status) =>
        {
            if (!tick.IsScored || status.Learned.Count == 0)
            {
                return;
            }

            double truth = trace.Metrics[0].Unit * course.At(tick.Tick);
            if (status.Learned[0].Answer is { Refusal: { } refusal })
            {
                refused[refusal.Code] = refused.GetValueOrDefault(refusal.Code) + 1;
                return;
            }

            (error, learnt) = (error + Math.Abs((status.Learned[0].Planned!.Value / truth) - 1), learnt + 1);
        });
        return new CapacityRun(
            set,
            trace.Name,
            factor,
            seed,
            [
                Named(right.Scored, ToldRight),
                Named(wrong.Scored, PolicyCatalog.Mirror),
                Named(own.Scored, Learned),
                .. ReplayPolicies.Reactive.Where(p => p.Name is "reactive+25").Select(p => Named(ReplayRunner.Run(trace, p, draws), p.Name)),
            ],
            learnt > 0 ? error / learnt : double.NaN,
            refused,
            own.InvariantViolations);
    }

    private static PolicyRun Named(ReplayResult result, string name) => PolicyRun.Of(result, new PolicyTraits(name, name));

    private static void Scale(ServiceOptions service, double factor)
    {
        foreach ((string metric, double load) in service.LoadPer.ToArray())
        {
            service.LoadPer[metric] = load * factor;
        }
    }

    private static PipelineReplayResult Run(
        ReplayTrace trace,
        ReplayScenario scenario,
        LaunchDraws draws,
        int seed,
        Action<PipelineReplay, MirrorPipelineBuilder> configure,
        Action<PipelineReplayTick, ClusterStatus>? onTick = null)
    {
        var replay = new PipelineReplay(trace, scenario.Series, draws, seed, scenario.Events);
        var builder = new MirrorPipelineBuilder(PipelineReplay.ClusterName);
        replay.Configure(builder);
        configure(replay, builder);
        MirrorPipeline? pipeline = null;
        return replay.Run(() => Task.FromResult(pipeline = builder.Build()), tick => onTick?.Invoke(tick, pipeline!.Status));
    }
}
