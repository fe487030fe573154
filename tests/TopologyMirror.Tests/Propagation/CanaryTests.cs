using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Contracts;

namespace TopologyMirror.Tests.Propagation;

/// <summary>Values of secrets and of environments leave no trace: not in the journal, logs, exceptions, status, reports or JSON.</summary>
public sealed class CanaryTests
{
    private const string Variable = "postgres://canary-user@db/4711";

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Values_OfSecretsAndEnvironment_AreFoundNowhere(int exitCode)
    {
        var shop = new DeliveryWorld();
        var text = new StringBuilder();
        shop.Configuration.SetSecret(Revisions.SecretName, Revisions.SecretValue);
        shop.Steps.Set("warm", new SimulatedStep
        {
            ExitCode = exitCode,
            Output = $"logging in with ${Revisions.SecretName} at $DATABASE" + new string('.', 300) + $" ${Revisions.SecretName} was refused at $DATABASE",
        });
        using ILoggerFactory logs = LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(text)));
        MirrorPipeline pipeline = shop.Builder(o => o.Propagation.OutputLimit = 320).UseLoggerFactory(logs).Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 5);
            shop.Publish("web:2", draft =>
            {
                draft.Environment["DATABASE"] = Variable;
                draft.Secrets.Add(new SecretReference(Revisions.SecretName, "7"));
                draft.Steps.Add(DeliveryWorld.Step("warm"));
            });
            for (int i = 0; i < 40; i++)
            {
                await shop.World.TickAsync(pipeline);
                IReadOnlyDictionary<InstanceId, InstanceReport> reports = await shop.Configuration.ReadAsync(
                    shop.World.Cluster.Name, [.. shop.World.Cluster.Fleet.Instances.Select(x => x.Id)], CancellationToken.None);
                foreach (InstanceReport report in reports.Values)
                {
                    text.AppendLine(JsonSerializer.Serialize(report.Steps)).Append(report);
                }

                text.Append(pipeline.Status).AppendLine(pipeline.Status.RejectedReason).AppendLine(pipeline.Status.LastFault);
            }
        });

        // A port that refuses says why without them, too.
        Exception? thrown = Record.Exception(() => shop.Publish("web:3", draft =>
        {
            draft.Environment["DATABASE"] = Variable;
            draft.Files.Add(new BundleFile("relative", BlobDigest.Of("x"u8), 1));
        }));
        text.AppendLine(thrown.ShouldBeOfType<InvalidBundleException>().ToString());
        foreach (JournalRecord record in shop.World.Journal)
        {
            text.AppendLine(record.ToString());
        }

        foreach (SimulationEvent e in shop.World.World.Log.Events)
        {
            text.AppendLine(e.Text);
        }

        string all = text.ToString();
        all.ShouldContain(OutputRedactor.Mask);
        all.ShouldContain("was refused");
        all.ShouldNotContain(Revisions.SecretValue);
        all.ShouldNotContain(Variable);
        (pipeline.Status.RejectedReason is null).ShouldBe(exitCode == 0);
    }

    [Theory]
    [InlineData("pin 1234 and 12345", 100, "pin [redacted] and [redacted]")]
    [InlineData("....12345", 6, "acted]")]
    [InlineData("abc", 0, "")]
    public void Tail_RedactsBeforeItCuts(string output, int limit, string expected) =>
        OutputRedactor.Tail(output, ["1234", "12345", ""], limit).ShouldBe(expected);

    private sealed class Recorder(StringBuilder text) : ILoggerProvider, ILogger
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
