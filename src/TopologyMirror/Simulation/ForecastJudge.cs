using TopologyMirror.Forecasting;
using TopologyMirror.Replay;

namespace TopologyMirror.Simulation;

/// <summary>Scores the forecasts of one metric at leads of one step, 12 and 60 minutes, over the scored ticks, once per new sample.</summary>
internal sealed class ForecastJudge
{
    private readonly SimulatedLoad _load;
    private readonly ForecastScorer _scorer;
    private DateTimeOffset _origin;
    private int _next;

    public ForecastJudge(ReplayTrace trace, SimulatedLoad load)
    {
        _load = load;
        DateTimeOffset warmUp = trace.Start + (trace.Window.WarmUpStart * trace.Clock.Tick);
        _next = (int)Math.Clamp((warmUp - load.Start).Ticks / load.Step.Ticks, 0, load.Values.Count);
        double[] history = [.. load.Values.Take(_next)];
        int season = (int)Math.Max(TimeSpan.TicksPerDay / load.Step.Ticks, 1);
        TimeSpan[] leads = [.. new[] { load.Step, TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(60) }.Distinct().Order()];
        _scorer = new ForecastScorer(leads, ForecastScorer.ScaleOf(history, season));
    }

    public void See(DateTimeOffset now, bool scored, LoadForecast? forecast)
    {
        if (scored && forecast is not null && forecast.Origin != _origin)
        {
            _origin = forecast.Origin;
            _scorer.Issue(forecast);
        }

        // What actually came is read from the truth as soon as it has passed.
        while (_next < _load.Values.Count && _load.Start + ((_next + 1) * _load.Step) <= now)
        {
            if (!double.IsNaN(_load.Values[_next]))
            {
                _scorer.Observe(_load.Start + (_next * _load.Step), _load.Values[_next]);
            }

            _next++;
        }
    }

    public ForecastScore Result() => _scorer.Result();
}
