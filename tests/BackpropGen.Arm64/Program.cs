using System;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using BackpropGen.Arm64;

// Runs the tests of the assemblies named, which lie beside this program; see `run`.
if (!AdvSimd.Arm64.IsSupported)
{
    Console.Error.WriteLine($"Expected an Arm64 processor and its vectors, found {RuntimeInformation.ProcessArchitecture}.");
    return 1;
}

int failed = 0;
foreach (string path in args)
{
    var assembly = Assembly.LoadFrom(path);
    var run = TestRun.Of(assembly);
    failed += run.Failed;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{assembly.GetName().Name} on {RuntimeInformation.ProcessArchitecture}: {run.Passed} passed, {run.Failed} failed, {run.Skipped} skipped"));
    if (run.Passed == 0)
    {
        failed++;
    }
}

return failed == 0 && args.Length > 0 ? 0 : 1;
