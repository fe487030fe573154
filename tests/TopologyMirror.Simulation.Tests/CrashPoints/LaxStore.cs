using System.Reflection;
using TopologyMirror.Durability;

namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>A store whose journal takes what it should refuse.</summary>
public class LaxStore : DispatchProxy
{
    private InMemoryStore _inner = null!;
    private Without _without = null!;

    internal static IMirrorStore Around(InMemoryStore inner, Without without)
    {
        IMirrorStore store = Create<IMirrorStore, LaxStore>();
        ((LaxStore)store)._inner = inner;
        ((LaxStore)store)._without = without;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        args is [JournalRecord record, CancellationToken token] ? new ValueTask<long>(AppendAsync(record, token))
        : targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);

    private async Task<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        BrokenGlass? glass = _without.BrokenGlass ? await _inner.FindBrokenGlassAsync(record.Cluster, cancellationToken) : null;
        _ = glass is not null && await _inner.MendGlassAsync(record.Cluster, cancellationToken);
        try
        {
            return await _inner.AppendAsync(record, cancellationToken);
        }
        catch (StaleEpochException e) when (_without.FenceOfJournal.Contains(record.Kind))
        {
            return await _inner.AppendAsync(record with { Epoch = e.Current }, cancellationToken);
        }
        finally
        {
            _ = glass is null ? null : await _inner.BreakGlassAsync(glass, CancellationToken.None);
        }
    }
}
