using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>One world of a campaign: disturbed for a while, then mended and given a rest in which everything must end.</summary>
internal sealed partial class CampaignRun
{
    /// <summary>Ticks without a switchover after which a world counts as one that does nothing.</summary>
    private const int IdleTicks = 400;

    private readonly SimulationCampaign _campaign;
    private readonly IReadOnlyDictionary<SimulationFault, double> _faults;
    private readonly SimulatedCluster _cluster;
    private readonly MirrorPipelineBuilder _builder;
    private readonly CampaignDice _dice;
    private readonly List<string> _failures = [];
    private readonly Queue<(CampaignController Controller, Task Tick)> _ticking = new();
    private CampaignController _active = null!;
    private DateTimeOffset _next;
    private bool _isDisturbed;
    private bool _isUnfinished;
    private int _controllers;
    private int _sleeping;

    public CampaignRun(SimulationCampaign campaign, int seed, IReadOnlyDictionary<SimulationFault, double> faults, bool keepsLog)
    {
        _campaign = campaign;
        _faults = faults;
        World = new SimulationWorld(seed, SimulationCampaign.Start);
        World.Log.IsKept = keepsLog;
        _builder = campaign.SetUp(World);
        _cluster = World.Cluster(_builder.Cluster);
        _dice = new CampaignDice(World.Random("campaign"));
        foreach ((string name, LoadMetricOptions metric) in _builder.Options.LoadMetrics)
        {
            Drive(new MetricName(name), metric);
        }
    }

    public SimulationWorld World { get; }

    public SimulatedCluster Cluster => _cluster;

    public IReadOnlyList<string> Failures => _failures;

    /// <summary>True when a run was still open after its rest.</summary>
    public bool IsUnfinished => _isUnfinished;

    public long Switchovers => _cluster.Watch.Committed + _cluster.Watch.RolledBack;

    private TimeSpan TickInterval => _builder.Options.TickInterval;

    /// <summary>Plays until as many switchovers have ended as the campaign asks for, or something is wrong.</summary>
    public void Play()
    {
        try
        {
            World.Run(PlayAsync);
        }
        catch (SimulationException e)
        {
            _failures.Add(e.Message);
        }
    }

    private async Task PlayAsync()
    {
        _active = Begin($"host-{++_controllers}");
        _next = World.Now;
        long before = 0;
        int idle = 0;
        while (Switchovers < _campaign.Switchovers && _failures.Count == 0)
        {
            foreach ((SimulationFault fault, double probability) in _faults)
            {
                World.Faults.Switch(fault, probability);
            }

            _isDisturbed = true;
            for (int i = 0; i < _campaign.DisturbedTicks && _failures.Count == 0; i++)
            {
                Disturb();
                await NextTickAsync().ConfigureAwait(false);
            }

            await RestAsync().ConfigureAwait(false);
            idle = Switchovers > before ? 0 : idle + _campaign.DisturbedTicks;
            before = Switchovers;
            if (idle > IdleTicks)
            {
                _failures.Add($"no run ended within {idle} ticks");
            }
        }

        await _active.Pipeline.DisposeAsync().ConfigureAwait(false);
    }

    private CampaignController Begin(string owner) => new(this, _builder, owner);

    private async Task NextTickAsync()
    {
        _next = _next + TickInterval > World.Now ? _next + TickInterval : World.Now;
        await World.WaitUntilAsync(_next).ConfigureAwait(false);
        _ticking.Enqueue((_active, AttendAsync(_active)));
        while (_ticking.TryDequeue(out (CampaignController Controller, Task Tick) one))
        {
            await Task.WhenAny(one.Tick, one.Controller.Stopped).ConfigureAwait(false);
            if (one.Controller == _active && (one.Controller.IsDead || one.Controller.IsFrozen))
            {
                // A dead one may be started again under its name; one that stands still is replaced by another host.
                bool isRestarted = one.Controller.IsDead && _dice.Chance(0.7);
                _active = Begin(isRestarted ? one.Controller.Owner : $"host-{++_controllers}");
            }
        }

        _failures.AddRange(_cluster.Watch.Violations.Take(5).Select(static v => $"violation of {v}"));
    }

    /// <summary>One tick to its end, however late that is. What a controller refuses to do is its own matter; anything else is a failure.</summary>
    private async Task AttendAsync(CampaignController controller)
    {
        try
        {
            await controller.Pipeline.TickAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SimulationException or TopologyMirrorException)
        {
            World.Note("campaign", $"the tick of {controller.Owner} ended: {e.Message}");
        }
        catch (Exception e) when (!Internal.ExceptionExtensions.IsFatal(e))
        {
            _failures.Add($"a tick of {controller.Owner} threw {e}");
        }

        if (controller != _active)
        {
            await controller.Pipeline.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Everything is mended and given time: whatever is open must end.</summary>
    private async Task RestAsync()
    {
        _isDisturbed = false;
        World.Faults.Mend();
        Steady();
        for (int i = 0; i < _campaign.RestTicks && _failures.Count == 0; i++)
        {
            Operate(i);
            await NextTickAsync().ConfigureAwait(false);
            if (i > 1 && _sleeping == 0 && _cluster.Watch.OpenRun is null && _cluster.Watch.AtRest().Count == 0)
            {
                return;
            }
        }

        if (_failures.Count == 0)
        {
            _isUnfinished = _cluster.Watch.OpenRun is not null;
            _failures.AddRange(_cluster.Watch.AtRest().Select(static b => $"not at rest: {b}"));
            SwitchoverState? open = _cluster.Watch.OpenRun;
            _failures.Add(open is null
                ? $"not at rest after {_campaign.RestTicks} ticks"
                : $"run {open.Plan.Run} ({open.Plan.Kind}) is still open in {open.Phase} after {_campaign.RestTicks} ticks: {open.HoldReason ?? open.LastFailure ?? open.Reason}");
        }
    }
}
