using System.Text;
using Microsoft.Extensions.Logging;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Propagation;

/// <summary>A value of an environment that a target, an output or a check of the host's own lets slip goes no further than the library.</summary>
public sealed class ThrownValuesTests
{
    private const string Variable = "postgres://canary-user@db/4711";

    private readonly StringBuilder _text = new();

    [Theory]
    [InlineData("deliver", "delivered to 3 times")]
    [InlineData("run", "was asked for 3 times and never began")]
    [InlineData("activate", "was activated 3 times and does not say that it runs the revision: no connection to [redacted]")]
    [InlineData("output", "failed with exit code 5")]
    [InlineData("check", "an exception (InvalidOperationException: no connection to [redacted])")]
    public void Value_InWhatIsThrownOrPrinted_IsFoundNowhere(string where, string says)
    {
        var shop = new DeliveryWorld();
        var state = new Notes(shop.World.World.Store, _text);
        using ILoggerFactory logs = LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(new Lines(_text)));
        MirrorPipeline pipeline = shop.Builder()
            .UseConfiguration(shop.Published, new Slip(shop.Configuration, where))
            .UseStore(shop.World.World.Store, shop.World.World.Store, state)
            .AddValidation("app", (arguments, _) => where == "check" && arguments.Digest != shop.First.Digest
                ? throw new InvalidOperationException("no connection to " + Variable)
                : ValueTask.FromResult(ValidationFinding.Passed(arguments.Instance.Id)))
            .UseLoggerFactory(logs).Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 5);
            shop.Publish("web:2", draft =>
            {
                draft.Environment["DATABASE"] = Variable;
                draft.Steps.Add(DeliveryWorld.Step("warm"));
            });
            for (int i = 0; i < 45; i++)
            {
                await shop.World.TickAsync(pipeline);
                _text.Append(EverythingIn.Object(shop.World.Ticks[^1])).Append(EverythingIn.Object(pipeline.Status));
            }
        });

        foreach (JournalRecord record in shop.World.Journal)
        {
            _text.AppendLine(record.ToString());
        }

        string all = _text.ToString();
        all.ShouldContain(OutputRedactor.Mask);
        all.ShouldNotContain(Variable);
        pipeline.Status.RejectedReason.ShouldNotBeNull().ShouldContain(says);
        shop.LiveIsUntouched();
    }

    /// <summary>A target that says too much.</summary>
    private sealed class Slip(IConfigurationTarget inner, string where) : IConfigurationTarget
    {
        private readonly SortedSet<ConfigDigest> _talksOf = [];

        public PortDescription Description => inner.Description;

        public async ValueTask<IReadOnlyDictionary<InstanceId, InstanceReport>> ReadAsync(
            ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken)
        {
            IReadOnlyDictionary<InstanceId, InstanceReport> reports = await inner.ReadAsync(cluster, instances, cancellationToken);
            return where != "output" ? reports : new SortedDictionary<InstanceId, InstanceReport>(reports.ToDictionary(r => r.Key, r => r.Value with
            {
                Steps = [.. r.Value.Steps.Select(s => s.State == StepState.Succeeded && _talksOf.Contains(s.Revision)
                    ? s with { State = StepState.Failed, ExitCode = 5, Output = "no connection to " + Variable }
                    : s)],
            }));
        }

        public ValueTask DeliverAsync(DeliverArguments arguments, CancellationToken cancellationToken)
        {
            if (arguments.Bundle.Environment.Count > 0)
            {
                _talksOf.Add(arguments.Bundle.Digest);
            }

            return Or("deliver", arguments.Bundle.Digest, () => inner.DeliverAsync(arguments, cancellationToken));
        }

        public ValueTask RunStepAsync(RunStepArguments arguments, CancellationToken cancellationToken) =>
            Or("run", arguments.Digest, () => inner.RunStepAsync(arguments, cancellationToken));

        public ValueTask ActivateAsync(ActivateArguments arguments, CancellationToken cancellationToken) =>
            Or("activate", arguments.Digest, () => inner.ActivateAsync(arguments, cancellationToken));

        public ValueTask<CapturedRevision> CaptureAsync(ClusterName cluster, InstanceId instance, CancellationToken cancellationToken) =>
            inner.CaptureAsync(cluster, instance, cancellationToken);

        private ValueTask Or(string call, ConfigDigest digest, Func<ValueTask> act) =>
            call == where && _talksOf.Contains(digest) ? throw new InvalidOperationException("no connection to " + Variable) : act();
    }

    private sealed class Notes(InMemoryStore inner, StringBuilder text) : IStateStore
    {
        public ValueTask<byte[]?> TryReadAsync(ClusterName cluster, string key, CancellationToken cancellationToken) => inner.TryReadAsync(cluster, key, cancellationToken);

        public ValueTask WriteAsync(ClusterName cluster, string key, byte[] value, CancellationToken cancellationToken)
        {
            text.AppendLine(key).AppendLine(Encoding.UTF8.GetString(value));
            return inner.WriteAsync(cluster, key, value, cancellationToken);
        }
    }

    private sealed class Lines(StringBuilder text) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            text.AppendLine(formatter(state, exception)).Append(exception);
    }
}
