using System.Globalization;
using Spectre.Console;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Output;

/// <summary>Redraws a small table while the replay runs, for terminals.</summary>
internal sealed class LiveProgress(IAnsiConsole console, ReplayTrace trace) : IReplayProgress
{
    private const int Redraws = 200;
    private const int BarWidth = 40;

    /// <inheritdoc/>
    public ComparisonResult Follow(Func<Action<PipelineReplayTick>, ComparisonResult> work)
    {
        Func<PipelineReplayTick, TickView> view = TickView.Of(trace);
        int every = Math.Max(1, (trace.Window.End - trace.Window.WarmUpStart) / Redraws);
        return console.Live(new Text("Reading the history …")).AutoClear(true).Start(context => work(tick =>
        {
            TickView seen = view(tick);
            if (tick.Tick % every == 0 || tick.Tick == trace.Window.End - 1)
            {
                context.UpdateTarget(Draw(seen));
            }
        }));
    }

    private static Grid Draw(TickView view)
    {
        int done = view.Percent * BarWidth / 100;
        string bar = $"[green]{new string('━', done)}[/][grey]{new string('━', BarWidth - done)}[/] {view.Percent} %{(view.Tick.IsScored ? "" : " (warm-up)")}";
        Grid grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("[grey]replay[/]", bar);
        grid.AddRow("[grey]time[/]", view.Time);
        grid.AddRow("[grey]load[/]", Markup.Escape(view.Load));
        grid.AddRow("[grey]need[/]", Number(view.Tick.Need));
        grid.AddRow("[grey]live[/]", view.Tick.Serving < view.Tick.Need ? $"[red]{Number(view.Tick.Serving)}[/]" : $"[green]{Number(view.Tick.Serving)}[/]");
        grid.AddRow("[grey]shadow[/]", $"{Number(view.Tick.Shadow)} ready, {Number(view.Tick.Launching)} on their way");
        grid.AddRow("[grey]decision[/]", Markup.Escape(view.LastDecision));
        return grid;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
