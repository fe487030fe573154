using System.Globalization;

namespace TopologyMirror.Processes.Provider;

internal sealed partial class ProviderCluster
{
    /// <summary>Age of the load that a controller may act on: an observation and the grid of the metric.</summary>
    private static readonly TimeSpan LoadAge = TimeSpan.FromSeconds(5);

    private readonly List<string> _violations = [];

    /// <summary>What served when a run brought in the first of its new side.</summary>
    private readonly Dictionary<string, int> _servingBefore = new(StringComparer.Ordinal);
    private int _fewestServing;
    private int _overtaken;

    public ReportMessage Report()
    {
        lock (_gate)
        {
            DateTimeOffset now = Advance();
            return new ReportMessage
            {
                Violations = [.. _violations],
                Effects = _done.Count,
                Repeated = _repeated,
                StaleRefused = _staleRefused,
                Launched = _launched,
                Terminated = _terminated,
                Epoch = _epoch,
                LastEffectAt = _lastEffectAt,
                Serving = Serving(now),
                FewestServing = _fewestServing,
                Overtaken = _overtaken,
                Unrest = Unrest(now),
            };
        }
    }

    /// <summary>Lets the data plane take up what is due, in its order, and holds each change against the truth of its moment.</summary>
    private DateTimeOffset Advance()
    {
        DateTimeOffset now = _time.GetUtcNow();
        foreach (PendingWeight due in _pending.Where(p => p.Due <= now).OrderBy(p => p.Due).ToArray())
        {
            _pending.Remove(due);
            BringIntoForce(due);
        }

        return now;
    }

    private void BringIntoForce(PendingWeight due)
    {
        bool replaced = due.Route.Version != due.Version || !_routes.TryGetValue(due.Instance, out ProviderRoute? route) || route != due.Route;
        if (replaced || due.Route.InForce == due.Weight)
        {
            return;
        }

        int before = Serving(due.Due);
        due.Route.InForce = due.Weight;
        if (due.Weight == 0)
        {
            due.Route.DrainedAt = due.Due + Between(0.1, 0.5);
            JudgeServing(before, due.Due, due.Key);
            return;
        }

        if (!_instances.TryGetValue(due.Instance, out ProviderInstance? instance) || instance.ReadyAt > due.Due)
        {
            Violate(due.Due, $"{due.Instance} was routed and is {(instance is null ? "gone" : "not ready")} ({due.Key})");
        }

        if (!_watched.Contains(due.Instance))
        {
            Violate(due.Due, $"{due.Instance} was routed before monitoring covered it ({due.Key})");
        }
    }

    /// <summary>
    /// Less may serve after an effect, but not less than the floor, nor less than the load needs. A run that has brought its own side in is held
    /// to what served before it: load that rises between its route and its shift is counted apart.
    /// </summary>
    private void JudgeServing(int before, DateTimeOffset at, string key)
    {
        int after = Serving(at);
        _fewestServing = Math.Min(_fewestServing, after);
        int needed = Math.Max(Floor, (int)Math.Ceiling(_schedule.LowestLoad(at, LoadAge) / ProviderSchedule.LoadPerInstance));
        if (after >= before || after >= Math.Min(before, needed))
        {
            return;
        }

        if (after >= Floor && _servingBefore.TryGetValue(RunOf(key), out int level) && after >= level)
        {
            _overtaken++;
        }
        else
        {
            Violate(at, string.Create(CultureInfo.InvariantCulture, $"{after} of {before} instances were left to serve where {needed} are needed ({key})"));
        }
    }

    private static string RunOf(string key) => key[..key.LastIndexOf("/s", StringComparison.Ordinal)];

    private int Serving(DateTimeOffset at) => _instances.Values.Count(i => i.ReadyAt <= at && WeightInForce(i.Id) > 0);

    private int WeightInForce(string id) => _routes.TryGetValue(id, out ProviderRoute? route) ? route.InForce : 0;

    private void Violate(DateTimeOffset at, string what) =>
        _violations.Add(string.Create(CultureInfo.InvariantCulture, $"{at:HH:mm:ss.fff} {what}"));

    private string? Unrest(DateTimeOffset now)
    {
        if (!_schedule.IsCalm)
        {
            return "load and revisions still change";
        }

        string desired = _schedule.Desired(now);
        int live = Serving(now);
        int spare = _instances.Count - live;
        int needed = (int)Math.Ceiling(_schedule.Load(now) / ProviderSchedule.LoadPerInstance);
        return _pending.Count > 0 ? "the data plane still takes up weights"
            : _instances.Values.FirstOrDefault(i => i.ReadyAt > now) is { } late ? $"{late.Id} is not ready"
            : _instances.Values.FirstOrDefault(i => i.Digest != desired) is { } other ? $"{other.Id} does not run the desired digest"
            : live < needed ? string.Create(CultureInfo.InvariantCulture, $"{live} instances serve where {needed} are needed")
            : spare != Cover ? string.Create(CultureInfo.InvariantCulture, $"{spare} instances stand by where {Cover} should")
            : _routes.Keys.FirstOrDefault(r => !_instances.ContainsKey(r)) is { } routed ? $"{routed} is gone and still listed by the router"
            : _watched.FirstOrDefault(w => !_instances.ContainsKey(w)) is { } watched ? $"{watched} is gone and still watched"
            : null;
    }
}
