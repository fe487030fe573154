using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Internal;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Safety;
using TopologyMirror.Shadow;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>A cluster, as the host writes it. Read once, when the pipeline is built.</summary>
public sealed class MirrorPipelineOptions
{
    /// <summary>How much the controller may do by itself. Default: <see cref="ControlMode.Observe"/>.</summary>
    [EnumDataType(typeof(ControlMode))]
    public ControlMode Mode { get; set; } = ControlMode.Observe;

    /// <summary>Time between ticks. A tick waits for the data plane for at most half of it. Default: 1 minute.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TickInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the lease holds without renewal. Default: 10 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one call to a provider may take before its result counts as unknown. Default: 5 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many of the clusters that all hosts of the store hold may be switching at the same time, as a share; one always may. A join that
    /// measured load asks for and what an operator asks for do not wait for it. Default: 0.05.
    /// </summary>
    [Within(0.0, 1.0)]
    public double MaxSwitchingShare { get; set; } = 0.05;

    /// <summary>How many of the newest decisions are kept with all that they depend on, to be explained and replayed; repeated Holds are not. Default: 32.</summary>
    [Within(0, 10_000)]
    public int RecordedDecisions { get; set; } = 32;

    /// <summary>Journal records after which a checkpoint is written, so that a restart reads no more than about this many. Default: 1,000.</summary>
    [Range(10, 1_000_000)]
    public int CheckpointEvery { get; set; } = 1_000;

    /// <summary>How long journal records are kept at least, for <see cref="ClusterOperator.ReadHistoryAsync"/>. Default: 30 days.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan JournalRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The services by name.</summary>
    public IDictionary<string, ServiceOptions> Services { get; } = new SortedDictionary<string, ServiceOptions>(StringComparer.Ordinal);

    /// <summary>The load metrics by name.</summary>
    public IDictionary<string, LoadMetricOptions> LoadMetrics { get; } = new SortedDictionary<string, LoadMetricOptions>(StringComparer.Ordinal);

    /// <summary>How far is looked ahead and back.</summary>
    [Required]
    [ValidateObjectMembers(typeof(ForecastOptionsValidator))]
    public ForecastOptions Forecast { get; set; } = new();

    /// <summary>How much capacity is planned.</summary>
    [Required]
    [ValidateObjectMembers(typeof(CapacityOptionsValidator))]
    public CapacityOptions Capacity { get; set; } = new();

    /// <summary>What capacity costs.</summary>
    [Required]
    [ValidateObjectMembers(typeof(CostOptionsValidator))]
    public CostOptions Costs { get; set; } = new();

    /// <summary>What no launch may exceed.</summary>
    [Required]
    [ValidateObjectMembers(typeof(FleetCapOptionsValidator))]
    public FleetCapOptions Caps { get; set; } = new();

    /// <summary>When live grows and shrinks.</summary>
    [Required]
    [ValidateObjectMembers(typeof(PromotionOptionsValidator))]
    public PromotionOptions Promotion { get; set; } = new();

    /// <summary>How large the shadow is and how it is filled.</summary>
    [Required]
    [ValidateObjectMembers(typeof(ShadowOptionsValidator))]
    public ShadowOptions Shadow { get; set; } = new();

    /// <summary>How configuration is brought to the shadow.</summary>
    [Required]
    [ValidateObjectMembers(typeof(PropagationOptionsValidator))]
    public PropagationOptions Propagation { get; set; } = new();

    /// <summary>Deadlines and patience of switchovers.</summary>
    [Required]
    [ValidateObjectMembers(typeof(SwitchoverOptionsValidator))]
    public SwitchoverOptions Switchover { get; set; } = new();

    /// <summary>What a shadow instance has to pass before it counts.</summary>
    [Required]
    [ValidateObjectMembers(typeof(ValidationOptionsValidator))]
    public ValidationOptions Validation { get; set; } = new();

    /// <summary>Limits that the invariants hold effects against.</summary>
    [Required]
    [ValidateObjectMembers(typeof(SafetyOptionsValidator))]
    public SafetyOptions Safety { get; set; } = new();

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal MirrorPipelineOptions Copy()
    {
        var copy = new MirrorPipelineOptions
        {
            Mode = Mode,
            TickInterval = TickInterval,
            LeaseDuration = LeaseDuration,
            CallTimeout = CallTimeout,
            MaxSwitchingShare = MaxSwitchingShare,
            RecordedDecisions = RecordedDecisions,
            CheckpointEvery = CheckpointEvery,
            JournalRetention = JournalRetention,
            Forecast = Forecast.Copy(),
            Capacity = Capacity.Copy(),
            Costs = Costs.Copy(),
            Caps = Caps.Copy(),
            Promotion = Promotion.Copy(),
            Shadow = Shadow.Copy(),
            Propagation = Propagation.Copy(),
            Switchover = Switchover.Copy(),
            Validation = Validation.Copy(),
            Safety = Safety.Copy(),
        };
        foreach ((string name, ServiceOptions service) in Services)
        {
            copy.Services[name] = service.Copy();
        }

        foreach ((string name, LoadMetricOptions metric) in LoadMetrics)
        {
            copy.LoadMetrics[name] = metric.Copy();
        }

        return copy;
    }
}
