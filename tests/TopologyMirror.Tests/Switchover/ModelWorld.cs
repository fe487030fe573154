using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Switchover;

/// <summary>A tiny world that does what it is told: routers take weights at once and use them after a lag, monitoring attaches. Drives a run through it.</summary>
internal sealed class ModelWorld(TestWorld world, TimeSpan lag)
{
    private readonly List<(string Router, RouteWeight Weight, DateTimeOffset Due)> _pending = [];

    public DateTimeOffset Now { get; private set; } = TestWorld.Noon;

    public TestWorld World => world;

    public ISwitchover Machine { get; init; } = new SwitchoverCoordinator(new SwitchoverOptions());

    /// <summary>What was done, in order.</summary>
    public List<string> Story { get; } = [];

    /// <summary>Why the run shall end, by what was done so far; null while it shall go on.</summary>
    public Func<SwitchoverState, string?> Abort { get; set; } = static _ => null;

    /// <summary>What the call answers and whether it took effect all the same; by number of the call, from 1.</summary>
    public Func<int, (string? Failure, bool TakesEffect)> Answer { get; set; } = static _ => (null, true);

    public Action<SwitchoverState> Before { get; set; } = static _ => { };

    public int Calls { get; private set; }

    public SwitchoverObservation Observe(string? abort = null)
    {
        foreach ((string router, RouteWeight weight, _) in _pending.Where(p => p.Due <= Now))
        {
            world.Route(weight.Instance.Value, weight.Weight, router: router);
        }

        _pending.RemoveAll(p => p.Due <= Now);
        world.ObservedAt = Now;
        return new SwitchoverObservation { Now = Now, World = world.View(), AbortRequested = abort };
    }

    public SwitchoverState Drive(SwitchoverState state, int actions = 200)
    {
        // What the world has accepted before comes into force as well.
        foreach (RouteTable table in world.View().Routes)
        {
            _pending.AddRange(table.Routes.Where(r => r.PendingWeight is not null).Select(r => (table.Router, new RouteWeight(r.Instance, r.PendingWeight!.Value), Now + lag)));
        }

        for (int i = 0; i < actions && state.Phase != SwitchoverPhase.Closed; i++)
        {
            Before(state);
            SwitchoverAction action = Machine.Next(state, Observe(Abort(state)));
            Now += TimeSpan.FromMilliseconds(10);
            state = Carry(state, action);
        }

        return state;
    }

    private SwitchoverState Carry(SwitchoverState state, SwitchoverAction action)
    {
        switch (action)
        {
            case SwitchoverAction.Enter enter:
                Story.Add($"{enter.Phase}");
                return state.Enter(enter.Phase, Now, enter.Reason);
            case SwitchoverAction.Close close:
                Story.Add($"{close.Outcome}");
                return state.Close(close.Outcome, Now, close.Reason) with { Lost = close.Lost };
            case SwitchoverAction.Hold hold:
                Story.Add($"hold: {hold.Reason}");
                Now += TimeSpan.FromMinutes(1);
                return state;
            case SwitchoverAction.Wait wait:
                Now = wait.Until > Now ? wait.Until : Now;
                return state;
            case SwitchoverAction.AttachMonitoring attach:
                Story.Add($"watch {string.Join(' ', attach.Instances)}");
                return Call(state, () => world.Watch([.. attach.Instances.Select(i => i.Value)]));
            case SwitchoverAction.SetWeights set:
                Story.Add($"{set.Router}: {string.Join(' ', set.Weights.Select(w => $"{w.Instance}={w.Weight}"))}");
                return Call(state, () => Accept(set));
            default:
                throw new InvalidOperationException($"{action} in {state}.");
        }
    }

    private SwitchoverState Call(SwitchoverState state, Action effect)
    {
        (string? failure, bool takesEffect) = Answer(++Calls);
        if (takesEffect)
        {
            effect();
        }

        return state.Intend(state.Steps + 1, Now).Settle(failure);
    }

    private void Accept(SwitchoverAction.SetWeights set)
    {
        RouteTable table = world.View().Routes.Single(t => string.Equals(t.Router, set.Router, StringComparison.Ordinal));
        foreach (RouteWeight weight in set.Weights)
        {
            world.Route(weight.Instance.Value, table.WeightOf(weight.Instance), pending: weight.Weight, router: set.Router);
            _pending.RemoveAll(p => p.Weight.Instance == weight.Instance && string.Equals(p.Router, set.Router, StringComparison.Ordinal));
            _pending.Add((set.Router, weight, Now + lag));
        }
    }
}
