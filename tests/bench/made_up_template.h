// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stratoplan::bench {

/// Lines of a mapping: STEM0: VALUE, STEM1: VALUE ..., with the number for each {} of the value.
inline QByteArray numberedLines(const QByteArray &stem, int count, const QByteArray &value)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i);
        lines += stem + number + ": " + QByteArray(value).replace("{}", number) + '\n';
    }
    return lines;
}

/// One of the three functions of a service: the first has an address and puts orders into the
/// queue, the second takes them from there into the table, the third reports of the table once an
/// hour.
inline QByteArray madeUpFunction(int role, const QByteArray &id, const QByteArray &queue,
                                 const QByteArray &table)
{
    QByteArray text = "  # Number " + QByteArray::number(role + 1) + " of three that work with "
        + queue + " and " + table + ".\n  " + id
        + ":\n"
          "    Type: AWS::Serverless::Function\n"
          "    Properties:\n"
          "      FunctionName: !Sub \"${Stage}-"
        + id
        + "\" # unique in the account\n"
          "      Description: >-\n"
          "        Reads messages in batches, checks them and writes\n"
          "        the good ones to the table; the others go back.\n"
          "      CodeUri: functions/"
        + id
        + "/\n"
          "      Handler: app.handler\n"
          "      MemorySize: 512\n"
          "      Architectures: [arm64]\n"
          "      Environment:\n"
          "        Variables:\n";
    text += role == 0 ? "          QUEUE_URL: !Ref " + queue + '\n'
                      : "          TABLE_NAME: !Ref " + table + '\n';
    text
        += numberedLines("          SETTING_", 24, "'a value of the length that settings have {}'");
    text += "      Policies:\n";
    if (role == 0) {
        text += "        - SQSSendMessagePolicy:\n            QueueName: !GetAtt " + queue
            + ".QueueName\n"
              "      FunctionUrlConfig: {AuthType: AWS_IAM}\n";
    } else if (role == 1) {
        text += "        - DynamoDBWritePolicy:\n            TableName: !Ref " + table
            + "\n"
              "      Events:\n"
              "        Work:\n"
              "          Type: SQS\n"
              "          Properties:\n"
              "            Queue: !GetAtt "
            + queue
            + ".Arn\n"
              "            BatchSize: 10\n"
              "            FunctionResponseTypes:\n"
              "              - ReportBatchItemFailures\n";
    } else {
        text += "        - DynamoDBReadPolicy:\n            TableName: !Ref " + table
            + "\n"
              "        - Statement:\n"
              "            - Effect: Allow\n"
              "              Action: [ssm:GetParameter, ssm:GetParameters]\n"
              "              Resource: !Sub arn:${AWS::Partition}:ssm:${AWS::Region}:"
              "${AWS::AccountId}:parameter/"
            + id
            + "/*\n"
              "      Events:\n"
              "        Hourly:\n"
              "          Type: ScheduleV2\n"
              "          Properties:\n"
              "            ScheduleExpression: rate(1 hour)\n";
    }
    return text + "      Tags:\n"
        + numberedLines("        tag-", 12, "\"what tag {} says of " + id + '"');
}

/// A SAM template as people write them, of that many resources and about 2 kB a resource. Five
/// resources are a service of its own: three functions, a queue and a table.
inline QByteArray madeUpTemplate(int resources)
{
    QByteArray text = "AWSTemplateFormatVersion: '2010-09-09'\n"
                      "Transform: AWS::Serverless-2016-10-31\n"
                      "Description: Orders, and what becomes of them\n"
                      "Parameters:\n  Stage:\n    Type: String\n    Default: test\n"
                      "Globals:\n  Function:\n    Runtime: python3.12\n    Timeout: 10\n"
                      "    Tracing: Active\n\nResources:\n";
    for (int i = 0; i < resources; ++i) {
        const QByteArray group = QByteArray::number(i / 5);
        const QByteArray queue = "Queue" + group;
        const QByteArray table = "Table" + group;
        if (i % 5 < 3) {
            text += madeUpFunction(i % 5, "Worker" + QByteArray::number(i), queue, table);
        } else if (i % 5 == 3) {
            text += "  " + queue
                + ":\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 60\n"
                  "      MessageRetentionPeriod: 1209600\n      Tags:\n";
            for (int tag = 0; tag < 12; ++tag) {
                text += "        - Key: tag-" + QByteArray::number(tag)
                    + "\n          Value: \"what this tag says\"\n";
            }
        } else {
            text += "  " + table
                + ":\n    Type: AWS::DynamoDB::Table\n    Properties:\n"
                  "      BillingMode: PAY_PER_REQUEST\n"
                  "      AttributeDefinitions:\n"
                  "        - {AttributeName: pk, AttributeType: S}\n"
                  "        - {AttributeName: sk, AttributeType: S}\n"
                  "      KeySchema:\n"
                  "        - {AttributeName: pk, KeyType: HASH}\n"
                  "        - {AttributeName: sk, KeyType: RANGE}\n";
        }
    }
    text += "Outputs:\n  Stage:\n    Value: !Ref Stage\n";
    return text;
}

} // namespace stratoplan::bench
