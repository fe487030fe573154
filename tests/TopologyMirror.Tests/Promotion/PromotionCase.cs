using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using TopologyMirror.Promotion;
using TopologyMirror.Tests.Capacity;

namespace TopologyMirror.Tests.Promotion;

/// <summary>What a promotion is decided on, with calm defaults: one service, 10 requests per second and instance, no forecast.</summary>
internal sealed record PromotionCase
{
    public static readonly ServiceName Web = new("web");

    public DateTimeOffset Now { get; init; } = Forecasts.Noon;

    public int Live { get; init; } = 4;

    public int Cover { get; init; } = 1;

    public int Arriving { get; init; }

    public int Dead { get; init; }

    public int Candidate { get; init; }

    public int CandidateArriving { get; init; }

    /// <summary>Live instances that run another configuration than live.</summary>
    public int Drifted { get; init; }

    public bool IsHeld { get; init; }

    /// <summary>How long a release that is due bakes; null when none is due.</summary>
    public TimeSpan? ReleaseBake { get; init; }

    public DateTimeOffset? NoRunBefore { get; init; }

    /// <summary>Observed need in instances.</summary>
    public double Need { get; init; } = 3.6;

    public bool IsStale { get; init; }

    /// <summary>Predicted need in instances at the accepted risk, per minute from noon; null without a forecast.</summary>
    public double[]? Predicted { get; init; }

    public int StandingCover { get; init; } = 1;

    public bool RunOpen { get; init; }

    public int Floor { get; init; } = 1;

    public int Ceiling { get; init; } = 100;

    public double? CeilingBuffer { get; init; }

    public IReadOnlyList<ScheduledFloor> Scheduled { get; init; } = [];

    /// <summary>How long the controller has been remembering.</summary>
    public TimeSpan Remembering { get; init; } = TimeSpan.FromHours(1);

    public PromotionMemory? Memory { get; init; }

    /// <summary>Risk alone decides what is launched, and what stands by waits until it is needed.</summary>
    public PromotionOptions Options { get; init; } = new() { LaunchLikelihood = 0, Join = JoinRule.WhenNeeded };

    /// <summary>What a missing instance-hour costs; at 1 nothing is worth being kept that is not asked for.</summary>
    public double MissingCost { get; init; } = 1;

    public PromotionInput Input()
    {
        var capacity = new ServiceCapacity
        {
            Service = Web, Floor = Floor, Ceiling = Ceiling, CeilingBuffer = CeilingBuffer, ScheduledFloors = Scheduled,
            LoadPerInstance = new SortedDictionary<MetricName, double> { [new("rps")] = 10 },
        };
        MetricForecast forecast = Predicted is null ? Forecasts.NotReady("rps") : Forecasts.Of("rps", [.. Predicted.Select(p => p * 10)]);
        return new PromotionInput
        {
            Now = Now,
            TickInterval = TimeSpan.FromMinutes(1),
            Plan = new CapacityPlan([forecast], [capacity], 0.05),
            Capacities = [capacity],
            Needs = [new ServiceNeed(Web, Need, capacity.Round(Need), new MetricName("rps"), Now, IsStale)],
            Counts = [new ServiceCounts(Web, Live, Cover, Arriving, Dead, Candidate, CandidateArriving, DriftedLive: Math.Min(Drifted, Live))],
            LeadTimes = new LeadTimes(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30)),
            ReactiveHeadroom = 0.1,
            MissingCost = MissingCost,
            StandingCover = StandingCover,
            RunOpen = RunOpen,
            IsHeld = IsHeld,
            ReleaseBake = ReleaseBake,
            NoRunBefore = NoRunBefore,
            Memory = Memory ?? PromotionMemory.Start(Now - Remembering),
        };
    }

    public (PromotionDecision Decision, PromotionMemory Memory) Decide() => new PromotionPolicy(Options).Decide(Input());

    public PromotionDecision Decision => Decide().Decision;

    public ServiceDecision Service => Decision.Services[0];

    public IEnumerable<PromotionReasonCode> Codes => Decision.Reasons.Select(r => r.Code);

    /// <summary>The next minute, remembering this one.</summary>
    public PromotionCase Next(int minutes = 1) => this with { Now = Now.AddMinutes(minutes), Memory = Decide().Memory };
}
