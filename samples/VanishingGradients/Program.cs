using System;
using BackpropGen;
using BackpropGen.Console;
using BackpropGen.Samples.VanishingGradients;

return Options.Command(Run).Parse(args).Invoke();

static int Run(Options options)
{
    try
    {
        Demonstration.Run(TextConsole.Open(), Experiments.All(DigitData.Read()), options);
        return 0;
    }
    catch (TrainingDivergedException e)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
}
