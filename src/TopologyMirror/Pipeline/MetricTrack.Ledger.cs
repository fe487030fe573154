namespace TopologyMirror.Pipeline;

internal sealed partial class MetricTrack
{
    /// <summary>End of what is known of the load.</summary>
    public DateTimeOffset KnownUntil => _history.Count == 0 ? DateTimeOffset.MinValue : _history.End;

    /// <summary>The mean of the steps that begin in a time, or the step that holds its start where none does; <see cref="double.NaN"/> for a gap, and for what is not known.</summary>
    /// <param name="from">Start of the time, inclusive.</param>
    /// <param name="to">Its end, exclusive.</param>
    public double LoadIn(DateTimeOffset from, DateTimeOffset to)
    {
        long step = _history.Step.Ticks;
        long first = Math.Max((from - _history.Start).Ticks + step - 1, 0) / step;
        long end = Math.Min(Math.Max((to - _history.Start).Ticks + step - 1, 0) / step, _history.Count);
        if (first >= end && from >= _history.Start && from < _history.End)
        {
            (first, end) = ((from - _history.Start).Ticks / step, ((from - _history.Start).Ticks / step) + 1);
        }

        double sum = 0;
        int count = 0;
        for (long i = first; i < end; i++)
        {
            double value = _history.ValueAt((int)i);
            (sum, count) = double.IsNaN(value) ? (sum, count) : (sum + value, count + 1);
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
