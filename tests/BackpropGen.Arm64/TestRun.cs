using System;
using System.Collections.Generic;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace BackpropGen.Arm64;

/// <summary>One run of all tests of an assembly, in this process. (`dotnet test` starts processes of the machine's own kind.)</summary>
internal sealed class TestRun : LongLivedMarshalByRefObject, IMessageSink
{
    private readonly List<ITestCase> _cases = [];
    private readonly TaskCompletionSource _discovered = new(), _finished = new();
    private readonly Lock _lock = new();

    private TestRun()
    {
    }

    /// <summary>How many tests passed.</summary>
    public int Passed { get; private set; }

    /// <summary>How many tests failed; what failed outside of a test counts too.</summary>
    public int Failed { get; private set; }

    /// <summary>How many tests were skipped.</summary>
    public int Skipped { get; private set; }

    /// <summary>Runs the tests; prints those that fail.</summary>
    public static TestRun Of(Assembly assembly)
    {
        var run = new TestRun();
        var settings = new Settings();
        using var framework = new XunitTestFramework(run);
        using var discoverer = framework.GetDiscoverer(Reflector.Wrap(assembly));
        discoverer.Find(includeSourceInformation: false, run, settings);
        run._discovered.Task.Wait();
        using var executor = framework.GetExecutor(assembly.GetName());
        executor.RunTests(run._cases, run, settings);
        run._finished.Task.Wait();
        return run;
    }

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        lock (_lock)
        {
            switch (message)
            {
                case ITestCaseDiscoveryMessage discovered:
                    _cases.Add(discovered.TestCase);
                    break;
                case IDiscoveryCompleteMessage:
                    _discovered.SetResult();
                    break;
                case ITestPassed:
                    Passed++;
                    break;
                case ITestSkipped:
                    Skipped++;
                    break;
                case ITestFailed test:
                    Fail(test.Test.DisplayName, test);
                    break;
                case IFailureInformation failure:
                    Fail("outside of a test", failure);
                    break;
                case ITestAssemblyFinished:
                    _finished.SetResult();
                    break;
            }
        }

        return true;
    }

    private void Fail(string what, IFailureInformation failure)
    {
        Failed++;
        Console.WriteLine($"Failed {what}{Environment.NewLine}{string.Join(Environment.NewLine, failure.Messages)}{Environment.NewLine}{string.Join(Environment.NewLine, failure.StackTraces)}");
    }
}
