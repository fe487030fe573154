using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TopologyMirror.Processes.Provider;

/// <summary>Lets other processes reach a cluster over a Unix socket.</summary>
internal static class ProviderServer
{
    public static async Task<int> RunAsync(string socket, int seed, CancellationToken cancellationToken)
    {
        var cluster = new ProviderCluster(TimeProvider.System, seed);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.ListenUnixSocket(socket));
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        await using WebApplication app = builder.Build();
        app.MapGet("/state", cluster.Observe);
        app.MapGet("/load", (long from, long to) => cluster.Load(new DateTimeOffset(from, TimeSpan.Zero), new DateTimeOffset(to, TimeSpan.Zero)));
        app.MapPost("/effect", (EffectMessage effect) => cluster.Issue(effect));
        app.MapGet("/report", cluster.Report);
        app.MapPost("/calm", () =>
        {
            cluster.Calm();
            return Results.NoContent();
        });
        await app.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync("ready".AsMemory(), cancellationToken);
        await ((IHost)app).WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
