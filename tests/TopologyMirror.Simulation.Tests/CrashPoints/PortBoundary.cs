using System.Reflection;
using TopologyMirror.Durability;

namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>Stands between a controller and any of its ports or stores, so that one place sees every call that leaves its process.</summary>
public class PortBoundary : DispatchProxy
{
    private static readonly MethodInfo AskMethod = typeof(PortBoundary).GetMethod(nameof(AskAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly Dictionary<MethodInfo, MethodInfo> _asks = [];
    private readonly Dictionary<MethodInfo, (string Name, bool IsPoint)> _known = [];
    private object _inner = null!;
    private ControllerProcess _process = null!;

    internal static T Between<T>(ControllerProcess process, T inner)
        where T : class
    {
        T port = Create<T, PortBoundary>();
        var boundary = (PortBoundary)(object)port;
        (boundary._inner, boundary._process) = (inner, process);
        return port;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        MethodInfo method = targetMethod!;
        Type answer = method.ReturnType;
        if (answer == typeof(ValueTask))
        {
            return new ValueTask(TellAsync(method, args!));
        }

        if (!answer.IsGenericType || answer.GetGenericTypeDefinition() != typeof(ValueTask<>))
        {
            object? told = Call(method, args);
            return told is PortDescription said && _process.PortsCannotFence ? said with { Fencing = Fencing.CheckThenAct } : told;
        }

        if (!_asks.TryGetValue(method, out MethodInfo? ask))
        {
            _asks[method] = ask = AskMethod.MakeGenericMethod(answer.GenericTypeArguments);
        }

        return ask.Invoke(this, BindingFlags.DoNotWrapExceptions, null, [method, args], null);
    }

    private ValueTask<T> AskAsync<T>(MethodInfo method, object?[] args) =>
        _process.CallAsync(Knows(method).Name, Knows(method).IsPoint, token => (ValueTask<T>)Call(method, [.. args[..^1], token])!, (CancellationToken)args[^1]!);

    private async Task TellAsync(MethodInfo method, object?[] args) => await _process.CallAsync(
        Knows(method).Name,
        Knows(method).IsPoint,
        async token =>
        {
            await (ValueTask)Call(method, [.. args[..^1], token])!;
            return true;
        },
        (CancellationToken)args[^1]!);

    private (string Name, bool IsPoint) Knows(MethodInfo method)
    {
        if (!_known.TryGetValue(method, out (string Name, bool IsPoint) known))
        {
            _known[method] = known = ($"{method.DeclaringType!.Name}.{method.Name}", IsPoint(method));
        }

        return known;
    }

    private object? Call(MethodInfo method, object?[]? args) => method.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);

    /// <summary>Effects start with the key of an effect; the journal is given its records.</summary>
    private static bool IsPoint(MethodInfo method)
    {
        Type first = method.GetParameters()[0].ParameterType;
        return first == typeof(JournalRecord) || first.GetProperty("Key")?.PropertyType == typeof(EffectKey);
    }
}
