using System.Globalization;
using TopologyMirror.Capacity;
using TopologyMirror.Promotion;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>The policies of the sweep.</summary>
internal static class PolicyCatalog
{
    /// <summary>The shipped pipeline.</summary>
    public const string Mirror = "topologymirror";

    /// <summary>The same with an instance that always stands by, and joins only when it is needed. It is run only when it is named.</summary>
    public const string WithStanding = "topologymirror-standing-1";

    /// <summary>The reactive rule.</summary>
    public const string Reactive = "reactive";

    /// <summary>With what the families of the reactive rule beside standing instances begin.</summary>
    public const string WarmPool = "reactive+warm-pool-";

    /// <summary>The pipeline's forecast and plan with everything live.</summary>
    public const string NoShadow = "predictive-no-shadow";

    /// <summary>The policy that quiet traces are told by, and changes are compared with.</summary>
    public const string Reference = "reactive+25";

    /// <summary>The bound.</summary>
    public const string Clairvoyant = "clairvoyant";

    private static readonly double[] NoShadowRisks = [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <summary>The risk that the pipeline plans with when nothing is said.</summary>
    public static double DefaultRisk { get; } = new CapacityOptions().Risk;

    /// <summary>All policies, in the order of their rows.</summary>
    /// <param name="risks">Risks of the pipeline besides the default.</param>
    public static IReadOnlyList<SweepPolicy> All(IReadOnlyList<double> risks) =>
    [
        Pipeline(DefaultRisk, Mirror),
        .. risks.Where(r => r != DefaultRisk).Distinct().Order().Select(r => Pipeline(r, AtRisk(Mirror, r))),
        new SweepPolicy(Standing, t => t.RunPipeline(Standing, o => (o.Shadow.StandingCover, o.Promotion.Join) = (1, JoinRule.WhenNeeded))),
        .. ReplayPolicies.Reactive.OfType<ReactivePolicy>().Select(p => Of(p)),
        Of(new ReactiveYesterdayPolicy(), ReactiveYesterdayPolicy.HeadroomPercent),
        new SweepPolicy(HoltWinters, t => t.Run(new HoltWintersReactivePolicy(t.Scenario.Trace, t.Horizon), HoltWinters)),
        new SweepPolicy(PointForecast, t => t.Run(new PointForecastPolicy(t.Forecasts), PointForecast)),
        .. NoShadowRisks.Select(WithoutShadow),
        Of(new StaticPeakPolicy(), headroom: null),
        new SweepPolicy(Bound, t => t.RunBound(Bound)),
    ];

    /// <summary>
    /// The policies of some names, in the order of their rows. A name that is a policy's own selects that one, any other all policies that
    /// begin with it. Without names all but <see cref="WithStanding"/>.
    /// </summary>
    /// <param name="all">All policies.</param>
    /// <param name="names">The names.</param>
    /// <exception cref="BacktestException">A name selects nothing.</exception>
    public static IReadOnlyList<SweepPolicy> Select(IReadOnlyList<SweepPolicy> all, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return [.. all.Where(p => p.Traits.Name != WithStanding)];
        }

        HashSet<string> selected = [];
        foreach (string name in names)
        {
            string[] found = [.. all.Select(p => p.Traits).Where(p => Bears(p, name)).Select(p => p.Name)];
            found = found.Length > 0 ? found : [.. all.Select(p => p.Traits.Name).Where(n => name.Length > 0 && n.StartsWith(name, StringComparison.Ordinal))];
            selected.UnionWith(found.Length > 0 ? found : throw new BacktestException(
                $"There is no policy '{name}'; there are {string.Join(", ", all.Select(p => p.Traits.Name))}."));
        }

        return [.. all.Where(p => selected.Contains(p.Traits.Name))];
    }

    /// <summary>The name of a policy at a risk, for example <c>predictive-no-shadow@5</c>.</summary>
    /// <param name="family">Its family.</param>
    /// <param name="risk">The risk.</param>
    public static string AtRisk(string family, double risk) => string.Create(CultureInfo.InvariantCulture, $"{family}@{100 * risk:0.####}");

    private static PolicyTraits Standing { get; } = new(WithStanding, WithStanding) { Risk = DefaultRisk, Standing = 1 };

    private static PolicyTraits HoltWinters { get; } =
        new("holt-winters+reactive", "holt-winters+reactive") { Headroom = HoltWintersReactivePolicy.HeadroomPercent };

    private static PolicyTraits PointForecast { get; } = new("point-forecast", "point-forecast") { Headroom = PointForecastPolicy.HeadroomPercent };

    private static PolicyTraits Bound { get; } = new(Clairvoyant, Clairvoyant);

    /// <summary>Of the pipeline the family is its name as well, for all that are asked for by it are at risks that were asked for too.</summary>
    private static bool Bears(PolicyTraits policy, string name) => policy.Name == name || (name == Mirror && policy.Family == Mirror);

    private static SweepPolicy Pipeline(double risk, string name)
    {
        var traits = new PolicyTraits(name, Mirror) { Risk = risk };
        return new SweepPolicy(traits, t => t.RunPipeline(traits, o => o.Capacity.Risk = risk));
    }

    private static SweepPolicy Of(ReactivePolicy policy)
    {
        string family = policy.Standing == 0 ? Reactive : string.Create(CultureInfo.InvariantCulture, $"{WarmPool}{policy.Standing}");
        var traits = new PolicyTraits(policy.Name, family) { Headroom = policy.HeadroomPercent, Standing = policy.Standing };
        return new SweepPolicy(traits, t => t.Run(policy, traits));
    }

    private static SweepPolicy Of(IReplayPolicy policy, int? headroom)
    {
        var traits = new PolicyTraits(policy.Name, policy.Name) { Headroom = headroom };
        return new SweepPolicy(traits, t => t.Run(policy, traits));
    }

    private static SweepPolicy WithoutShadow(double risk)
    {
        var traits = new PolicyTraits(AtRisk(NoShadow, risk), NoShadow) { Risk = risk, Standing = 0 };
        return new SweepPolicy(traits, t => t.Run(new PredictiveNoShadowPolicy(t.Forecasts, risk), traits));
    }
}
