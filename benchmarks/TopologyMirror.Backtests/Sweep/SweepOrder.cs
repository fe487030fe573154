using System.Runtime.ExceptionServices;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Does jobs on threads of its own and hands out what they gave in the order of the jobs, whatever the number of threads.</summary>
internal static class SweepOrder
{
    /// <summary>Runs all jobs. The first failure, in the order of the jobs, ends it and is thrown.</summary>
    /// <param name="jobs">How many jobs there are.</param>
    /// <param name="threads">Threads at a time, from 1.</param>
    /// <param name="run">Does the job of a number; a job stays on one thread from begin to end.</param>
    /// <param name="take">Takes what jobs gave, one after the other, from 0.</param>
    public static void Run<T>(int jobs, int threads, Func<int, T> run, Action<T> take)
    {
        object gate = new();
        var results = new (bool Done, T? Value, ExceptionDispatchInfo? Failure)[jobs];
        int started = 0;
        int taken = 0;
        ExceptionDispatchInfo? failure = null;
        Thread[] workers = [.. Enumerable.Range(0, Math.Min(threads, jobs)).Select(_ => new Thread(Work) { IsBackground = true })];
        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        failure?.Throw();

        void Work()
        {
            while (Next() is { } job)
            {
                (bool, T?, ExceptionDispatchInfo?) result = Do(job);
                lock (gate)
                {
                    results[job] = result;
                    HandOut();
                }
            }
        }

        int? Next()
        {
            lock (gate)
            {
                return failure is null && started < jobs ? started++ : null;
            }
        }

        (bool, T?, ExceptionDispatchInfo?) Do(int job)
        {
            try
            {
                return (true, run(job), null);
            }
            catch (Exception e)
            {
                return (true, default, ExceptionDispatchInfo.Capture(e));
            }
        }

        void HandOut()
        {
            for (; failure is null && taken < jobs && results[taken].Done; taken++)
            {
                (_, T? value, failure) = results[taken];
                results[taken] = (true, default, null);
                if (failure is null)
                {
                    Take(value!);
                }
            }
        }

        void Take(T value)
        {
            try
            {
                take(value);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}
