using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TopologyMirror.Telemetry;

/// <summary>The names under which this library reports, for <c>AddMeter</c> and <c>AddSource</c>. docs/telemetry.md describes each instrument.</summary>
public static class MirrorTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "TopologyMirror";

    /// <summary>Name of the activity source.</summary>
    public const string ActivitySourceName = "TopologyMirror";

    internal const string ClusterTag = "topologymirror.cluster";
    internal const string ServiceTag = "topologymirror.service";
    internal const string SideTag = "topologymirror.side";
    internal const string MetricTag = "topologymirror.metric";
    internal const string KindTag = "topologymirror.kind";
    internal const string OutcomeTag = "topologymirror.outcome";
    internal const string InvariantTag = "topologymirror.invariant";
    internal const string ChangeTag = "topologymirror.change";

    internal const string CapTag = "topologymirror.cap";

    internal const string CheckTag = "topologymirror.check";

    internal const string TickActivity = "topologymirror.tick";
    internal const string EffectActivity = "topologymirror.effect";

    internal static readonly ActivitySource Activities = new(ActivitySourceName);

    internal static readonly Meter Meter = new(MeterName);

    internal static readonly Histogram<double> TickDuration =
        Meter.CreateHistogram<double>("topologymirror.tick.duration", "s", "Time that one tick of a cluster took.");

    internal static readonly Histogram<double> ForecastDuration =
        Meter.CreateHistogram<double>("topologymirror.forecast.duration", "s", "Time that learning new samples and forecasting one metric took.");

    internal static readonly Histogram<double> SwitchoverDuration =
        Meter.CreateHistogram<double>("topologymirror.switchover.duration", "s", "Time from the decision to the end of a run.");

    internal static readonly Histogram<double> LaunchLead =
        Meter.CreateHistogram<double>("topologymirror.launch.lead", "s", "Time from a launch to a shadow instance that is ready at the desired digest.");

    internal static readonly Counter<long> Decisions =
        Meter.CreateCounter<long>("topologymirror.decisions", "{decision}", "Promotion decisions.");

    internal static readonly Counter<long> Effects =
        Meter.CreateCounter<long>("topologymirror.effects", "{effect}", "Effects issued through guarded ports, and how they went.");

    internal static readonly Counter<long> Refusals =
        Meter.CreateCounter<long>("topologymirror.refusals", "{refusal}", "Effects that an invariant refused.");

    internal static readonly Counter<long> Rejections =
        Meter.CreateCounter<long>("topologymirror.rejections", "{revision}", "Revisions that were stopped on their way to the shadow.");

    internal static readonly Counter<long> Samples =
        Meter.CreateCounter<long>("topologymirror.samples", "{sample}", "Load samples read, and what became of them.");

    internal static readonly Counter<long> Validations =
        Meter.CreateCounter<long>("topologymirror.validations", "{finding}", "Answers of validation checks.");

    internal static readonly Counter<long> CapsReached =
        Meter.CreateCounter<long>("topologymirror.caps.reached", "{decision}", "Ticks in which a cap allowed less than was wanted.");

    internal static readonly Gauge<double> ShadowSpend =
        Meter.CreateGauge<double>("topologymirror.shadow.spend", "{currency}", "What the shadow has cost in the calendar month, in UTC.");

    internal static readonly Gauge<int> Instances =
        Meter.CreateGauge<int>("topologymirror.instances", "{instance}", "Instances by side, as observed.");

    internal static readonly Gauge<double> HoldAge =
        Meter.CreateGauge<double>("topologymirror.hold.age", "s", "Time since the open run was found to be held; 0 while it is not.");

    internal static readonly Gauge<double> Need =
        Meter.CreateGauge<double>("topologymirror.need", "{instance}", "Instances that the newest load takes, as a real number.");

    internal const string AccountTag = "topologymirror.account";
    internal const string ChoiceTag = "topologymirror.choice";
    internal const string PolicyTag = "topologymirror.policy";

    internal static readonly Counter<double> InstanceHours =
        Meter.CreateCounter<double>("topologymirror.instance.hours", "h", "Instance-hours paid, and those needed and not served, by account.");

    internal static readonly Counter<double> Cost =
        Meter.CreateCounter<double>("topologymirror.cost", "{currency}", "What instance-hours cost at the given prices; nothing without prices.");

    internal static readonly Gauge<double> ExpectedCost =
        Meter.CreateGauge<double>("topologymirror.promotion.expected.cost", "{currency}", "Expected cost of a promotion now, later or never; in paid instance-hours without prices.");

    internal static readonly Counter<double> CounterfactualPaid =
        Meter.CreateCounter<double>("topologymirror.counterfactual.paid", "h", "Instance-hours that another way would have paid for the same load.");

    internal static readonly Counter<double> CounterfactualMissing =
        Meter.CreateCounter<double>("topologymirror.counterfactual.missing", "h", "Instance-hours that another way would have missed of the same load.");

    internal static readonly Gauge<double> LoadPerInstance =
        Meter.CreateGauge<double>("topologymirror.capacity", "{load}", "Load that is planned on one instance, in the metric's unit, where it is learnt.");

    internal static readonly Counter<long> CapacityRefusals =
        Meter.CreateCounter<long>("topologymirror.capacity.refusals", "{tick}", "Ticks in which no load per instance could be learnt.");
}
