using System.Collections.Immutable;

namespace TopologyMirror.Capacity;

/// <summary>
/// What is known of launch and promote lead: the samples of their phases and of the whole. Where fewer than <see cref="Enough"/> wholes were
/// measured, the phases are convolved as if they were independent; from then on the wholes count, since phases of one instance hang
/// together. Immutable and thread-safe.
/// </summary>
public sealed class LeadTimeModel
{
    /// <summary>Whole lead times from which on they count instead of their phases.</summary>
    public const int Enough = 5;

    /// <summary>The probability at which the prior of a whole lead time has the length that options state.</summary>
    public const double PriorProbability = 0.9;

    private static readonly (LeadPhase Phase, double Share)[] LaunchPhases = [(LeadPhase.Provision, 0.6), (LeadPhase.Execute, 0.25), (LeadPhase.Validate, 0.15)];

    private static readonly (LeadPhase Phase, double Share)[] PromotePhases =
        [(LeadPhase.Arm, 0.15), (LeadPhase.Route, 0.15), (LeadPhase.Verify, 0.6), (LeadPhase.Settle, 0.1)];

    /// <summary>The length of which the priors of phases are shares when their sum is measured.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromDays(100);

    // How far the quantile of a sum is from the sum of the medians hangs on the shares alone.
    private static readonly TimeSpan KnownLaunch = QuantileOfSum(LaunchPhases);

    private static readonly TimeSpan KnownPromote = QuantileOfSum(PromotePhases);

    // Many controllers begin with one and the same prior, and a model never changes.
    private static volatile LeadTimeModel? _newestStart;

    private readonly LeadTimes _prior;
    private readonly ImmutableSortedDictionary<LeadPhase, LeadTimeSample> _phases;

    // Each is a function of what the model holds: who comes second computes the same again.
    private LeadTimeDistribution? _launch;
    private LeadTimeDistribution? _promote;
    private LeadTimeDistribution? _serving;

    private LeadTimeModel(LeadTimes prior, ImmutableSortedDictionary<LeadPhase, LeadTimeSample> phases, LeadTimeSample launch, LeadTimeSample promote)
    {
        _prior = prior;
        _phases = phases;
        WholeLaunch = launch;
        WholePromote = promote;
    }

    /// <summary>The samples of the phases.</summary>
    public IReadOnlyDictionary<LeadPhase, LeadTimeSample> Phases => _phases;

    /// <summary>Whole launch leads, with the launches that never became ready.</summary>
    public LeadTimeSample WholeLaunch { get; }

    /// <summary>Whole promote leads.</summary>
    public LeadTimeSample WholePromote { get; }

    /// <summary>From a launch to a shadow instance that is ready at D.</summary>
    public LeadTimeDistribution Launch => _launch ??= Whole(WholeLaunch, LaunchPhases);

    /// <summary>From the decision to a promoted instance that is observed serving.</summary>
    public LeadTimeDistribution Promote => _promote ??= Whole(WholePromote, PromotePhases);

    /// <summary>From a launch to an instance that serves: both, one after the other.</summary>
    public LeadTimeDistribution Serving => _serving ??= Launch.Plus(Promote);

    /// <summary>Nothing measured yet.</summary>
    /// <param name="prior">What is not exceeded with <see cref="PriorProbability"/>.</param>
    public static LeadTimeModel Start(LeadTimes prior)
    {
        if (_newestStart is { } newest && newest._prior == prior)
        {
            return newest;
        }

        var phases = ImmutableSortedDictionary.CreateBuilder<LeadPhase, LeadTimeSample>();
        foreach ((TimeSpan whole, TimeSpan known, (LeadPhase Phase, double Share)[] parts) in
            new[] { (prior.Launch, KnownLaunch, LaunchPhases), (prior.Promote, KnownPromote, PromotePhases) })
        {
            double scale = whole / known;
            foreach ((LeadPhase phase, double share) in parts)
            {
                phases[phase] = LeadTimeSample.Start(share * scale * Known);
            }
        }

        return _newestStart = new LeadTimeModel(prior, phases.ToImmutable(), LeadTimeSample.Start(prior.Launch), LeadTimeSample.Start(prior.Promote));
    }

    /// <summary>Adds a launch that became ready.</summary>
    /// <param name="provision">From the launch to ready.</param>
    /// <param name="execute">From there to its digest.</param>
    /// <param name="validate">From there to its validation.</param>
    public LeadTimeModel Launched(TimeSpan provision, TimeSpan execute, TimeSpan validate) => new(
        _prior,
        Added((LeadPhase.Provision, provision), (LeadPhase.Execute, execute), (LeadPhase.Validate, validate)),
        WholeLaunch.Add(provision + execute + validate),
        WholePromote);

    /// <summary>Adds a launch that never became ready.</summary>
    /// <param name="phase">The phase that it did not end.</param>
    public LeadTimeModel LaunchFailed(LeadPhase phase) => new(_prior, Added((phase, null)), WholeLaunch.Add(null), WholePromote);

    /// <summary>Adds a promotion.</summary>
    /// <param name="whole">From the decision to its end.</param>
    /// <param name="phases">How long each phase took; empty when that is not known.</param>
    public LeadTimeModel Promoted(TimeSpan whole, IReadOnlyDictionary<LeadPhase, TimeSpan> phases)
    {
        ArgumentNullException.ThrowIfNull(phases);
        return new LeadTimeModel(_prior, Added([.. phases.Select(static p => (p.Key, (TimeSpan?)p.Value))]), WholeLaunch, WholePromote.Add(whole));
    }

    /// <summary>The same with the outcomes that were kept.</summary>
    /// <param name="launch">Outcomes of whole launches, oldest first.</param>
    /// <param name="promote">Outcomes of whole promotions, oldest first.</param>
    /// <param name="phases">Outcomes by phase, oldest first.</param>
    public LeadTimeModel With(IEnumerable<TimeSpan?> launch, IEnumerable<TimeSpan?> promote, IReadOnlyDictionary<LeadPhase, IReadOnlyList<TimeSpan?>> phases)
    {
        ArgumentNullException.ThrowIfNull(launch);
        ArgumentNullException.ThrowIfNull(promote);
        ArgumentNullException.ThrowIfNull(phases);
        (LeadPhase, TimeSpan?)[] outcomes = [.. phases.SelectMany(static p => p.Value.Select(o => (p.Key, o)))];
        return new LeadTimeModel(
            _prior, Added(outcomes), launch.Aggregate(WholeLaunch, static (s, o) => s.Add(o)), promote.Aggregate(WholePromote, static (s, o) => s.Add(o)));
    }

    /// <summary>The lead times that are not exceeded with a probability; while fewer than <see cref="Enough"/> wholes were measured no less than the prior.</summary>
    /// <param name="probability">From 0 to 1.</param>
    public LeadTimes Quantile(double probability) => new(
        NoLessThanPrior(WholeLaunch, Launch.Quantile(probability), _prior.Launch), NoLessThanPrior(WholePromote, Promote.Quantile(probability), _prior.Promote));

    private static TimeSpan QuantileOfSum((LeadPhase Phase, double Share)[] parts) =>
        Sum(parts.Select(static p => LeadTimeSample.Start(p.Share * Known).Blended())).Quantile(PriorProbability);

    private static TimeSpan NoLessThanPrior(LeadTimeSample whole, TimeSpan lead, TimeSpan prior) => whole.Measured < Enough && lead < prior ? prior : lead;

    private static LeadTimeDistribution Sum(IEnumerable<LeadTimeDistribution> phases) => phases.Aggregate(static (sum, next) => sum.Plus(next));

    private LeadTimeDistribution Whole(LeadTimeSample whole, (LeadPhase Phase, double Share)[] parts) =>
        whole.Measured >= Enough ? whole.Observed()! : Sum(parts.Select(p => _phases[p.Phase].Blended()));

    private ImmutableSortedDictionary<LeadPhase, LeadTimeSample> Added(params (LeadPhase Phase, TimeSpan? Outcome)[] outcomes)
    {
        ImmutableSortedDictionary<LeadPhase, LeadTimeSample>.Builder phases = _phases.ToBuilder();
        foreach ((LeadPhase phase, TimeSpan? outcome) in outcomes)
        {
            phases[phase] = phases[phase].Add(outcome);
        }

        return phases.ToImmutable();
    }
}
