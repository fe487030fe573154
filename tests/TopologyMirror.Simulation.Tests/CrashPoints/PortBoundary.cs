using System.Reflection;
using TopologyMirror.Durability;

namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>Stands between a controller and any of its ports or stores, so that one place sees every call that leaves its process.</summary>
public class PortBoundary : DispatchProxy
{
    private static readonly MethodInfo AskMethod = typeof(PortBoundary).GetMethod(nameof(AskAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly Dictionary<MethodInfo, MethodInfo> _asks = [];
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
            return Call(method, args);
        }

        if (!_asks.TryGetValue(method, out MethodInfo? ask))
        {
            _asks[method] = ask = AskMethod.MakeGenericMethod(answer.GenericTypeArguments);
        }

        return ask.Invoke(this, BindingFlags.DoNotWrapExceptions, null, [method, args], null);
    }

    private ValueTask<T> AskAsync<T>(MethodInfo method, object?[] args) =>
        _process.CallAsync(NameOf(method), IsPoint(args), token => (ValueTask<T>)Call(method, [.. args[..^1], token])!, (CancellationToken)args[^1]!);

    private async Task TellAsync(MethodInfo method, object?[] args) => await _process.CallAsync(
        NameOf(method),
        IsPoint(args),
        async token =>
        {
            await (ValueTask)Call(method, [.. args[..^1], token])!;
            return true;
        },
        (CancellationToken)args[^1]!);

    private object? Call(MethodInfo method, object?[]? args) => method.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>Effects start with the key of an effect; the journal is given its records.</summary>
    private static bool IsPoint(object?[] args) => args[0] is JournalRecord || args[0]?.GetType().GetProperty("Key")?.PropertyType == typeof(EffectKey);
}
