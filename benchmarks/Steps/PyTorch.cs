using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace BackpropGen.Benchmarks.Steps;

/// <summary>The same training steps in PyTorch, in a process of their own that runs only while it is asked to.</summary>
internal sealed class PyTorch : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts Python.</summary>
    /// <param name="python">The command.</param>
    /// <exception cref="InvalidOperationException">Python or its torch is missing.</exception>
    public PyTorch(string python)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "pytorch_step.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (string library in new[] { "OMP", "OPENBLAS", "MKL" })
        {
            start.Environment[library + "_NUM_THREADS"] = "1";
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
        Version = Answer();
    }

    /// <summary>The version of PyTorch and of its BLAS.</summary>
    public string Version { get; }

    /// <summary>Makes the twin of a step, and warms it up.</summary>
    /// <exception cref="InvalidOperationException">The twin has another number of parameters.</exception>
    public void Begin(StepCase step)
    {
        _process.StandardInput.WriteLine($"begin {step.Name} {step.Optimizer}");
        int parameters = int.Parse(Answer(), CultureInfo.InvariantCulture);
        if (parameters != step.Parameters)
        {
            throw new InvalidOperationException($"Case {step.Name} has {step.Parameters} parameters, its twin {parameters}.");
        }
    }

    /// <summary>Measures one round.</summary>
    /// <param name="seconds">About how long.</param>
    /// <returns>The time of a step, in microseconds.</returns>
    public double Round(double seconds)
    {
        _process.StandardInput.WriteLine($"round {seconds.ToString(CultureInfo.InvariantCulture)}");
        return double.Parse(Answer(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Answer() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException("The PyTorch process has ended; its own message is above. It needs Python with torch.");
}
