namespace TopologyMirror.Capacity;

/// <summary>
/// Learns the load that one instance carries within its objective from what loads and signals were seen, with its uncertainty. The signal is
/// a straight line over the load per instance (a latency's inverse is, as in a queue), both of whose numbers drift: each observation
/// corrects them. Refuses when what was seen does not bear it out. Immutable.
/// </summary>
/// <remarks>
/// Source: a dynamic linear model with learnt observation variance, West and Harrison, Bayesian Forecasting and Dynamic Models (2nd ed.
/// 1997), chapter 4; residuals are cut off at 3 standard deviations (Huber, "Robust Estimation of a Location Parameter", 1964). Latency:
/// time in an M/M/1 queue, Kleinrock, Queueing Systems I (1975). The capacity's quantiles are those of <see cref="CapacityLine.Meets"/>.
/// </remarks>
public sealed partial class CapacityModel
{
    /// <summary>Time after which a step counts half in judging whether the relation holds.</summary>
    private static readonly TimeSpan HalfLife = TimeSpan.FromHours(6);

    private const double CutOff = 3;
    private const double FirstFreedom = 5;
    private const double MostFreedom = 500;
    private const double LongestHours = 7 * 24;
    private const double LeastNoise = 1e-6;

    /// <summary>How far the idle signal drifts, as a share of what the rest of the signal does.</summary>
    private const double IdleDrift = 0.5;

    /// <summary>Standard deviation of a load per instance that nobody gave, as a share of it.</summary>
    private const double GuessUncertainty = 0.5;

    private readonly CapacityModelState _state;

    private CapacityModel(CapacityRelation relation, CapacityModelState state)
    {
        Relation = relation;
        _state = state;
    }

    /// <summary>What it learns from.</summary>
    public CapacityRelation Relation { get; }

    /// <summary>Steps that were seen and not saturated, older ones counted for less.</summary>
    public double Samples => _state.Moments.Count;

    /// <summary>Time of the newest observation; null before the first.</summary>
    public DateTimeOffset? LastAt => _state.Last;

    internal CapacityModelState State => _state;

    /// <summary>Nothing was seen yet.</summary>
    /// <param name="relation">What to learn from.</param>
    public static CapacityModel Start(CapacityRelation relation)
    {
        ArgumentNullException.ThrowIfNull(relation);
        double noise = relation.Kind == CapacitySignalKind.Utilisation ? 0.05 : 0.15;
        return new CapacityModel(relation, new CapacityModelState(
            relation.Given ?? 0, Prior(relation, relation.Given is null ? GuessUncertainty : relation.GivenUncertainty), noise * noise, FirstFreedom, null, default, 0, false, false));
    }

    /// <summary>The model with what it knew when it was saved.</summary>
    internal static CapacityModel Of(CapacityRelation relation, CapacityModelState state) => new(relation, state);

    /// <summary>
    /// The model of a new digest, before anything was seen of it: the capacity of this one with twice its standard deviation, and 15 % of it
    /// more, since a new build may be faster or slower.
    /// </summary>
    public CapacityModel Inherit()
    {
        CapacityLine line = _state.Line;
        double build = 0.15 * line.B;
        return new CapacityModel(Relation, _state with
        {
            Line = line with { Vaa = 4 * line.Vaa, Vab = 4 * line.Vab, Vbb = (4 * line.Vbb) + (build * build) },
            Freedom = FirstFreedom,
            Moments = default,
            Saturated = 0,
            IsInherited = _state.Holds,
        });
    }

    /// <summary>Learns from an observation. One that cannot be (negative, not finite) changes nothing.</summary>
    /// <param name="observation">The observation; times are expected to rise.</param>
    public CapacityModel Observe(CapacityObservation observation)
    {
        bool can = double.IsFinite(observation.LoadPerInstance) && observation.LoadPerInstance >= 0 && observation.Doubt > 0
            && double.IsFinite(observation.Signal) && observation.Signal >= 0 && (observation.Signal > 0 || Relation.Kind == CapacitySignalKind.Utilisation);
        if (!can)
        {
            return this;
        }

        double hours = _state.Last is { } last && observation.Time > last ? Math.Min((observation.Time - last).TotalHours, LongestHours) : 0;
        double discount = Math.Pow(2, -hours / HalfLife.TotalHours);
        CapacityModelState state = _state with
        {
            Last = observation.Time > _state.Last || _state.Last is null ? observation.Time : _state.Last,
            Moments = _state.Moments.Discounted(discount),
            Saturated = _state.Saturated * discount,
            Line = Drifted(_state.Line, hours),
        };
        state = Relation.IsSaturated(observation) ? LearnBound(state, observation) : Learn(state, observation);
        return new CapacityModel(Relation, state with { Holds = Refuse(state) is null });
    }

    private CapacityModelState Learn(CapacityModelState state, CapacityObservation o)
    {
        double y = Relation.Line(o.Signal);
        if (state.Unit <= 0)
        {
            // Nobody gave a load per instance: the one that this observation points to is where to begin.
            double share = (y - state.Line.A) / (Relation.Target - state.Line.A);
            if (o.LoadPerInstance <= 0 || share < 0.05)
            {
                return state;
            }

            state = state with { Unit = o.LoadPerInstance / share };
        }

        double x = o.LoadPerInstance / state.Unit;
        double expected = state.Line.At(x);
        double spread = Relation.Spread(expected) * o.Doubt;
        double variance = state.Line.VarianceAt(x) + (state.Noise * spread);
        double limit = CutOff * Math.Sqrt(variance);
        double error = Math.Clamp(y - expected, -limit, limit);
        double freedom = Math.Min(state.Freedom + 1, MostFreedom);
        return state with
        {
            Line = state.Line.Corrected(x, error, variance),
            Noise = Math.Max(state.Noise * (1 + (((error * error / variance) - 1) / freedom)), LeastNoise),
            Freedom = freedom,
            Moments = state.Moments.Add(x, y, 1 / (Relation.Spread(y) * o.Doubt)),
        };
    }

    /// <summary>
    /// A saturated step shows the least that the signal would have been: the line is brought up to it, and never down.
    /// </summary>
    private CapacityModelState LearnBound(CapacityModelState state, CapacityObservation o)
    {
        state = state with { Saturated = state.Saturated + 1 };
        double x = state.Unit > 0 ? o.LoadPerInstance / state.Unit : 0;
        double expected = state.Line.At(x);
        if (x <= 0 || expected >= Relation.SaturatedLine)
        {
            return state;
        }

        double variance = state.Line.VarianceAt(x) + (state.Noise * Relation.Spread(expected) * o.Doubt);
        double error = Math.Min(Relation.SaturatedLine - expected, CutOff * Math.Sqrt(variance));
        return state with { Line = state.Line.Corrected(x, error, variance) };
    }

    private CapacityLine Drifted(CapacityLine line, double hours)
    {
        double b = Relation.DriftPerHour * line.B;
        double a = IdleDrift * Relation.DriftPerHour * (Relation.Target - line.A);
        return line.Drifted(a * a * hours, b * b * hours);
    }

    /// <summary>
    /// An idle instance is 5 ± 10 % busy, or answers in a quarter of the objective (its inverse 4 ± 2); at the load per instance that was
    /// given it is at the objective, give or take the uncertainty of that load.
    /// </summary>
    private static CapacityLine Prior(CapacityRelation relation, double uncertainty)
    {
        double idle = Idle(relation);
        double deviation = relation.Kind == CapacitySignalKind.Utilisation ? 0.1 : 2;
        double slope = relation.Target - idle;
        double atGiven = uncertainty * slope;
        double va = deviation * deviation;
        return new CapacityLine(idle, slope, va, -va, va + (atGiven * atGiven));
    }

    private static double Idle(CapacityRelation relation) => relation.Kind == CapacitySignalKind.Utilisation ? Math.Min(0.05, relation.Objective / 4) : -4;
}
