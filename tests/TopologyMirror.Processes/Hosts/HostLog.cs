using System.Globalization;
using Microsoft.Extensions.Logging;

namespace TopologyMirror.Processes.Hosts;

/// <summary>Writes what the library logs to standard error, and says on standard output when this host has become the owner or has opened a run.</summary>
internal sealed class HostLog : ILoggerProvider, ILogger
{
    /// <summary>Begins the line that says so.</summary>
    public const string Owner = "owner";

    /// <summary>Begins the line that says that a run was opened.</summary>
    public const string Run = "run";

    /// <summary>The events by which the library says so (docs/telemetry.md).</summary>
    private const int LeaseAcquired = 1001;
    private const int RunOpened = 1006;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string text = formatter(state, exception);
        if (eventId.Id is LeaseAcquired or RunOpened)
        {
            Console.Out.WriteLine($"{(eventId.Id == LeaseAcquired ? Owner : Run)} {text}");
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {logLevel} {text}{(exception is null ? null : $" | {exception.GetType().Name}: {exception.Message}")}"));
    }

    public void Dispose()
    {
    }
}
